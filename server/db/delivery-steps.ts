import { and, asc, eq } from 'drizzle-orm';
import type { DeliveryFailure, DeliveryStep, StepState } from '#contracts/http/deliveries.ts';
import { deliveries, deliverySteps } from './delivery-schema.ts';
import type { Orm } from './open.ts';

/** Where an upload stands: its session at the distributor and which parts have arrived. */
export interface UploadProgress {
  readonly session: string;
  readonly sent: readonly number[];
}

/** A step with where its upload stands. */
export interface StepRecord extends DeliveryStep {
  readonly upload: UploadProgress | null;
}

type Row = typeof deliverySteps.$inferSelect;

const toRecord = ({ deliveryId: _delivery, ...row }: Row): StepRecord => ({
  ...row,
  startedAt: row.startedAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
});

export async function stepsOf(orm: Orm, deliveryId: string): Promise<StepRecord[]> {
  const rows = await orm
    .select()
    .from(deliverySteps)
    .where(eq(deliverySteps.deliveryId, deliveryId))
    .orderBy(asc(deliverySteps.startedAt), asc(deliverySteps.key));
  return rows.map(toRecord);
}

/** Writes a step down, new or changed. */
export async function saveStep(orm: Orm, deliveryId: string, step: StepRecord): Promise<void> {
  const { startedAt, endedAt, upload, ...rest } = step;
  const row = {
    ...rest,
    deliveryId,
    startedAt: new Date(startedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
    upload: upload && { session: upload.session, sent: [...upload.sent] },
  };
  await orm
    .insert(deliverySteps)
    .values(row)
    .onConflictDoUpdate({ target: [deliverySteps.deliveryId, deliverySteps.key], set: row });
}

/** A recorded step as far as figures need it. */
export interface StepFigure {
  readonly key: string;
  readonly state: StepState;
  readonly attempts: number;
  readonly spentMs: number;
  readonly failures: readonly DeliveryFailure[];
}

/** Every recorded step of a user's deliveries at a distributor. */
export async function stepFigures(orm: Orm, userId: string, provider: string): Promise<StepFigure[]> {
  const { key, state, attempts, spentMs, failures } = deliverySteps;
  return orm
    .select({ key, state, attempts, spentMs, failures })
    .from(deliverySteps)
    .innerJoin(deliveries, eq(deliverySteps.deliveryId, deliveries.id))
    .where(and(eq(deliveries.userId, userId), eq(deliveries.provider, provider)));
}
