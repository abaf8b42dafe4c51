import type { AttachedImage, Input, MetadataTags } from 'mediabunny';
import type { Track } from '#contracts/records/track.ts';
import { putCover } from '#storage/library/covers.ts';
import { findIsrc } from '#core/library/isrc.ts';
import { tagText } from './tag-text.ts';
import { titleFromFileName } from './title.ts';

/** Larger pictures are left in the file. */
const MAX_COVER_BYTES = 12_000_000;

export type TrackTags = Pick<Track, 'title' | 'artist' | 'album' | 'genre' | 'year' | 'coverHash' | 'isrc'>;

/** Reads tags and cover. Tags that cannot be read count as none: the audio matters more. */
export async function readTags(input: Input, fileName: string): Promise<TrackTags> {
  const tags: MetadataTags = await input.getMetadataTags().catch(() => ({}));
  return {
    title: tagText(tags.title) || titleFromFileName(fileName),
    artist: tagText(tags.artist ?? tags.albumArtist),
    album: tagText(tags.album),
    genre: tagText(tags.genre),
    year: yearOf(tags.date),
    coverHash: await storeCover(tags.images ?? []),
    ...isrcOf(tags.raw ?? {}),
  };
}

function isrcOf(raw: NonNullable<MetadataTags['raw']>): { isrc?: string } {
  const texts = Object.entries(raw).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const);
  const isrc = findIsrc(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return isrc ? { isrc } : {};
}

function yearOf(date: Date | undefined): number | null {
  const year = date?.getUTCFullYear() ?? Number.NaN;
  return year >= 1000 && year <= 9999 ? year : null;
}

async function storeCover(images: readonly AttachedImage[]): Promise<string | null> {
  const image = images.find(({ kind }) => kind === 'coverFront') ?? images[0];
  if (!image || image.data.byteLength > MAX_COVER_BYTES) return null;
  if (!/^image\/(jpeg|png|webp|gif)$/.test(image.mimeType)) return null;
  return putCover(new Blob([image.data as BlobPart], { type: image.mimeType }));
}
