/** A deck that holds the track, as far as the Lab needs it. */
export interface Place {
  /** Where it plays or stands, seconds. */
  readonly positionSec: number;
  readonly isMoving: boolean;
  seek(sec: number): void;
}
