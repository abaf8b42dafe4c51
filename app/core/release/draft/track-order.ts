import type { Release, ReleaseTrack } from '#contracts/release/release.ts';

/** The tracks of each volume in their order; the first element is volume 1. */
export function tracksByVolume({ tracks, volumes }: Release): ReleaseTrack[][] {
  const count = Math.max(1, volumes, ...tracks.map(({ volume }) => volume));
  return Array.from({ length: count }, (_, at) => tracks.filter(({ volume }) => volume === at + 1));
}

/** Puts a track at a position (from 0) of a volume (from 1); volumes stay together in the list. */
export function placeTrack(release: Release, id: string, volume: number, position: number): Release {
  const track = release.tracks.find((one) => one.id === id);
  if (!track) return release;
  const groups = tracksByVolume({ ...release, tracks: release.tracks.filter((one) => one !== track) });
  const group = groups[volume - 1];
  if (!group) return release;
  group.splice(
    Math.max(0, Math.min(position, group.length)),
    0,
    track.volume === volume ? track : { ...track, volume },
  );
  return { ...release, tracks: groups.flat() };
}

/** Moves a track one place up or down; at the end of a volume it goes over into the next. */
export function nudgeTrack(release: Release, id: string, step: -1 | 1): Release {
  const groups = tracksByVolume(release);
  const at = groups.findIndex((group) => group.some((one) => one.id === id));
  const group = groups[at];
  if (!group) return release;
  const position = group.findIndex((one) => one.id === id) + step;
  if (position >= 0 && position < group.length) return placeTrack(release, id, at + 1, position);
  const next = groups[at + step];
  return next ? placeTrack(release, id, at + step + 1, step > 0 ? 0 : next.length) : release;
}

/** Takes a volume away. Its tracks go to the one before. Volume 1 of several goes into the next. */
export function removeVolume(release: Release, volume: number): Release {
  if (release.volumes <= 1) return release;
  const lower = (track: ReleaseTrack) => ({ ...track, volume: Math.max(1, track.volume - 1) });
  const tracks = release.tracks.map((track) => (track.volume >= volume ? lower(track) : track));
  return { ...release, volumes: release.volumes - 1, tracks };
}
