#!/usr/bin/env bash
# Makes the tagged files again: a fifth of a second of tone with the same title, artist, album, genre and year in
# each container, and a cover of 8 by 8 pixels where the container can hold one.
# Needs ffmpeg and base64. The files are kept, so that the tests need neither.
set -euo pipefail
cd "$(dirname "$0")"
ffmpeg -v error -y -f lavfi -i color=c=orange:s=8x8 -frames:v 1 cover.png
tone=(-f lavfi -i sine=440:duration=0.2:sample_rate=44100)
tags=(-metadata title='Grüße, Žižek 東京' -metadata artist='Wavefoundry' -metadata album='Golden' -metadata genre='Test' -metadata date=2026)
picture=(-i cover.png -map 0:a -map 1:v -c:v copy -disposition:v attached_pic)
exact=(-fflags +bitexact -flags +bitexact)
ffmpeg -v error -y "${tone[@]}" "${picture[@]}" "${tags[@]}" "${exact[@]}" -c:a libmp3lame -b:a 64k -id3v2_version 3 id3v23.mp3
ffmpeg -v error -y "${tone[@]}" "${picture[@]}" "${tags[@]}" "${exact[@]}" -c:a libmp3lame -b:a 64k -id3v2_version 4 id3v24.mp3
ffmpeg -v error -y "${tone[@]}" "${picture[@]}" "${tags[@]}" "${exact[@]}" -c:a flac vorbis-comment.flac
ffmpeg -v error -y "${tone[@]}" "${picture[@]}" "${tags[@]}" "${exact[@]}" -c:a aac -b:a 64k ilst.m4a
ffmpeg -v error -y "${tone[@]}" "${tags[@]}" "${exact[@]}" -c:a pcm_s16le riff-info.wav
# An Ogg holds its picture as a FLAC picture block in base 64.
block() { node -e '
const png = require("node:fs").readFileSync("cover.png"), type = Buffer.from("image/png");
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
process.stdout.write(Buffer.concat([u32(3), u32(type.length), type, u32(0), u32(8), u32(8), u32(24), u32(0), u32(png.length), png]).toString("base64"));'; }
ffmpeg -v error -y "${tone[@]}" "${tags[@]}" -metadata METADATA_BLOCK_PICTURE="$(block)" "${exact[@]}" -c:a libvorbis vorbis-comment.ogg
ffmpeg -v error -y "${tone[@]}" "${tags[@]}" -metadata METADATA_BLOCK_PICTURE="$(block)" "${exact[@]}" -c:a libopus -b:a 32k vorbis-comment.opus
