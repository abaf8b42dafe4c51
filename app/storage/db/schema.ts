import type { DBSchema } from 'idb';
import type { Analysis, AnalysisJob, WaveformPeaks } from '#contracts/records/analysis.ts';
import type { SoundFingerprint } from '#contracts/records/anchor.ts';
import type { TrackCorrections } from '#contracts/records/correction.ts';
import type { TrackCues } from '#contracts/records/cue.ts';
import type { Play, TrackList } from '#contracts/records/list.ts';
import type { StoredReference } from '#contracts/records/reference.ts';
import type { SetBatch, SetRow } from '#contracts/records/set.ts';
import type { Take } from '#contracts/records/take.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import type { FileFacts } from '#contracts/release/facts.ts';
import type { Party } from '#contracts/release/release.ts';
import type { ReleaseStep, StoredRelease } from '#contracts/release/step.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import type { StoredAnalysis } from '../analysis/version-1.ts';

/** The device's database. Upgrades only add; each has a before/after test and the schema has a snapshot test. */
export interface WavefoundryDb extends DBSchema {
  tracks: {
    key: string;
    value: Track;
    indexes: { byHash: BlobHash; byAdded: number };
  };
  takes: { key: string; value: Take; indexes: { byStarted: number } };
  /** Spool blocks where OPFS has no synchronous access. */
  spool: { key: [takeId: string, sequence: number]; value: ArrayBuffer };
  analyses: { key: [hash: BlobHash, version: number]; value: StoredAnalysis };
  /** The newest analysis of each blob in short, for tables of many. */
  summaries: { key: BlobHash; value: Analysis };
  analysisJobs: { key: BlobHash; value: AnalysisJob };
  peaks: { key: BlobHash; value: WaveformPeaks };
  covers: { key: string; value: Blob };
  /** Whole sources where OPFS is missing. */
  blobs: { key: BlobHash; value: Blob };
  outbox: { key: BlobHash; value: UploadJob };
  settings: { key: string; value: unknown };
  cues: { key: BlobHash; value: TrackCues };
  lists: { key: string; value: TrackList };
  plays: { key: string; value: Play; indexes: { byStarted: number } };
  fingerprints: { key: BlobHash; value: SoundFingerprint; indexes: { byDuration: number } };
  corrections: { key: BlobHash; value: TrackCorrections };
  sets: { key: string; value: SetRow; indexes: { byStarted: number } };
  setLog: { key: [setId: string, version: number, sequence: number]; value: SetBatch };
  releases: { key: string; value: StoredRelease; indexes: { byFile: BlobHash } };
  /** Edits of releases, to be taken back and done again. */
  releaseSteps: { key: [releaseId: string, sequence: number]; value: ReleaseStep; indexes: { byFile: BlobHash } };
  parties: { key: string; value: Party };
  /** What was found in the files of releases. */
  fileFacts: { key: BlobHash; value: FileFacts };
  /** Lists of distributors. */
  references: { key: string; value: StoredReference };
}

export const DB_NAME = 'wavefoundry';
export const DB_VERSION = 7;
