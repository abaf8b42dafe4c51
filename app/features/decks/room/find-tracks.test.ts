import { describe, expect, it } from 'vitest';
import { findTracks } from './find-tracks.ts';

const track = (title: string, artist: string) => ({ title, artist, album: '', fileName: `${title}.wav` });
const tracks = [track('First Light', 'Wavefoundry'), track('Café Noir', 'Élise'), track('Lightning', 'Storm')];
const titles = (query: string) => findTracks(tracks, query).map(({ title }) => title);

describe('the search', () => {
  it('finds all words, anywhere', () => {
    expect(titles('light')).toEqual(['First Light', 'Lightning']);
    expect(titles('wave light')).toEqual(['First Light']);
    expect(titles('light elise')).toEqual([]);
  });

  it('does not mind case, accents and spaces', () => {
    expect(titles('  CAFE  elise ')).toEqual(['Café Noir']);
    expect(titles('')).toHaveLength(3);
  });
});
