#!/usr/bin/env bash
# Makes the click files again: two seconds of stereo with clicks at 0.5, 1.0 and 1.5 s, once in each format
# that is not plain PCM.
# Needs sox, flac, lame and ffmpeg. The files are kept, so that the tests need none of them.
set -euo pipefail
cd "$(dirname "$0")"
node -e '
const rate = 44100, frames = rate * 2, pcm = Buffer.alloc(frames * 4);
for (const at of [0.5, 1, 1.5])
  for (let i = 0; i < 64; i++) {
    const value = Math.round(26000 * Math.exp(-i / 12) * Math.cos(i * 0.9));
    pcm.writeInt16LE(value, (at * rate + i) * 4);
    pcm.writeInt16LE(value, (at * rate + i) * 4 + 2);
  }
process.stdout.write(pcm);' > clicks.raw
raw=(-t raw -r 44100 -e signed -b 16 -c 2 clicks.raw)
sox "${raw[@]}" wav16.wav
flac --silent --force -o flac.flac wav16.wav
lame --quiet -b 128 wav16.wav mp3-lame.mp3
lame --quiet -b 128 -t wav16.wav mp3-bare.mp3
lame --quiet -V 5 wav16.wav mp3-vbr.mp3
lame --quiet -b 64 --resample 22.05 -m m wav16.wav mp3-mpeg2.mp3
ffmpeg -v error -y -i wav16.wav -c:a aac -b:a 96k aac.m4a
ffmpeg -v error -y -i wav16.wav -c:a libvorbis vorbis.ogg
ffmpeg -v error -y -i wav16.wav -c:a libopus -b:a 96k opus.opus
ffmpeg -v error -y -i wav16.wav -c:a aac -b:a 96k -f adts raw.aac
ffmpeg -v error -y -i wav16.wav -c:a alac alac.m4a
ffmpeg -v error -y -i wav16.wav -metadata title='Clicks' -metadata artist='Wavefoundry' -metadata album='Golden' -metadata date=2026 -c:a libmp3lame -b:a 96k mp3-tags.mp3
rm clicks.raw wav16.wav
