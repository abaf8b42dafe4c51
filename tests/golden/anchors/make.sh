#!/usr/bin/env bash
# Makes the files again by which cues are carried from one encoder to another: 14 s of the music of
# app/core/anchor/music.test.support.ts, mono. Needs ffmpeg and a Node that strips types. The files are kept, so that
# the tests need none of them.
set -euo pipefail
cd "$(dirname "$0")"
node -e '
import("../../../app/core/anchor/music.test.support.ts").then(({ music }) => {
  const samples = music(44100, 14);
  const pcm = Buffer.alloc(samples.length * 2);
  samples.forEach((x, i) => pcm.writeInt16LE(Math.round(x * 32767), i * 2));
  require("node:fs").writeFileSync("music.raw", pcm);
});'
raw=(-v error -y -f s16le -ar 44100 -ac 1 -i music.raw)
# With the tag by which decoders drop what the encoder put before the music, without it, and another encoder.
ffmpeg "${raw[@]}" -c:a libmp3lame -b:a 48k lame.mp3
ffmpeg "${raw[@]}" -c:a libmp3lame -b:a 48k -write_xing 0 -id3v2_version 0 bare.mp3
ffmpeg "${raw[@]}" -c:a libshine -b:a 64k -write_xing 0 -id3v2_version 0 shine.mp3
ffmpeg "${raw[@]}" -c:a aac -b:a 48k aac.m4a
ffmpeg "${raw[@]}" -c:a libopus -b:a 32k opus.opus
rm music.raw
