#!/bin/sh
# Makes the small files of this folder again. They are committed so that every browser, and the virtual MSE, sees
# the same bytes. Needs ffmpeg 5.1 with libx264 and libvpx, and shaka-packager on PATH.
#   video  8 s, 25 frames/s, 64x36, groups of 2 s, two B-frames, signed composition offsets, no edit list
#   late   4 s of the same with unsigned offsets, so that the first frame shows at 0.08 s, with ffmpeg's edit list
#   other  4 s, 96x54, groups of 1 s, High profile: a second rendition
#   audio  8 s of AAC, 44.1 kHz mono, fragments of 2 s
#   both   4 s of video and audio in one file
#   vp9    2 s of VP9 in MP4
#   heavy  0.2 s of noise: many bytes in few frames, to fill a quota
#   cenc   2 s of `video`, encrypted with one key
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

picture='testsrc2=size=64x36:rate=25'
tone='sine=frequency=440:sample_rate=44100'
fragmented='-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1 -brand iso6'
h264='-c:v libx264 -preset veryslow -crf 34 -pix_fmt yuv420p -threads 1 -x264-params scenecut=0:open-gop=0:b-pyramid=0'
aac='-c:a aac -b:a 12k -ac 1'
signed='empty_moov+default_base_moof+negative_cts_offsets+skip_trailer'

say() { ffmpeg -v error -y "$@"; }

say -f lavfi -i "$picture" -t 8 $h264 -profile:v main -level 1 -g 50 -keyint_min 50 -bf 2 $fragmented \
  -movflags "$signed" -frag_duration 2000000 -min_frag_duration 2000000 -use_editlist 0 video.mp4
say -f lavfi -i "$picture" -t 4 $h264 -profile:v main -level 1 -g 50 -keyint_min 50 -bf 3 \
  -x264-params scenecut=0:open-gop=0:b-pyramid=normal $fragmented \
  -movflags frag_keyframe+delay_moov+default_base_moof+skip_trailer late.mp4
say -f lavfi -i 'testsrc2=size=96x54:rate=25' -t 4 $h264 -profile:v high -level 1.1 -g 25 -keyint_min 25 -bf 2 \
  $fragmented -movflags "frag_keyframe+$signed" -use_editlist 0 other.mp4
say -f lavfi -i "$tone" -t 8 $aac $fragmented -movflags "$signed" -frag_duration 2000000 -use_editlist 0 audio.mp4
say -f lavfi -i "$picture" -f lavfi -i "$tone" -t 4 $h264 -profile:v main -level 1 -g 50 -keyint_min 50 -bf 2 $aac \
  $fragmented -movflags "frag_keyframe+$signed" -use_editlist 0 both.mp4
say -f lavfi -i "$picture" -t 2 -c:v libvpx-vp9 -b:v 20k -g 50 -threads 1 $fragmented \
  -movflags "frag_keyframe+$signed" -use_editlist 0 vp9.mp4
say -f lavfi -i 'color=gray:size=160x90:rate=25,noise=alls=100:allf=t:all_seed=1' -t 0.2 -c:v libx264 -preset \
  ultrafast -crf 30 -pix_fmt yuv420p -threads 1 -g 5 -bf 0 $fragmented -movflags "frag_keyframe+$signed" \
  -use_editlist 0 heavy.mp4
say -i video.mp4 -t 2 -c copy "$work/clear.mp4"
packager --quiet "in=$work/clear.mp4,stream=video,output=cenc.mp4" --segment_duration 2 --fragment_duration 2 \
  --enable_raw_key_encryption --protection_scheme cenc --clear_lead 0 --protection_systems CommonSystem \
  --keys label=:key_id=a0a1a2a3a4a5a6a7a8a9aaabacadaeaf:key=b0b1b2b3b4b5b6b7b8b9babbbcbdbebf
ls -l ./*.mp4
