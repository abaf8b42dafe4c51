import type { Track } from '#contracts/records/track.ts';

export interface DemoApi {
  /**
   * Renders the demo track, stores it and asks for its analysis. The track as it is when the library has it already.
   *
   * @param onProgress 0 to 1
   * @throws AppError `storage.*`
   */
  addDemoTrack(onProgress: (share: number) => void): Promise<Track>;
}
