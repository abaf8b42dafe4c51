import * as v from 'valibot';
import type { Release } from '#contracts/release/release.ts';
import { unlessRefused } from '../failure.ts';
import type { LiveLink, RemoteId, RemoteStore, StoreState } from '../port.ts';
import type { FugaClient } from './client.ts';

const Id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const Instruction = v.looseObject({
  dsp: v.looseObject({ id: Id, name: v.optional(v.string(), '') }),
  state: v.string(),
  action: v.optional(v.nullable(v.string()), null),
});
const Instructions = v.object({ delivery_instructions: v.array(Instruction) });
const Links = v.array(v.looseObject({ dsp: v.looseObject({ id: Id }), url: v.string() }));

const base = (product: RemoteId) => `/products/${product}/delivery_instructions`;
const dsps = (stores: readonly RemoteId[]) => stores.map((dsp) => ({ dsp: Number(dsp) }));

export async function storesOf(client: FugaClient, product: RemoteId): Promise<RemoteStore[]> {
  const answer = await client.call<unknown>({ method: 'GET', path: base(product) });
  const { delivery_instructions: rows } = v.parse(Instructions, answer);
  return rows.map(({ dsp, state, action }) => ({ store: dsp.id, name: dsp.name, state: stateOf(state, action) }));
}

/** A delivered takedown is not a delivery. States that are not known count as being worked on. */
function stateOf(state: string, action: string | null): StoreState {
  if (state === 'DELIVERED') return action === 'TAKEDOWN' ? 'TAKEN_DOWN' : 'DELIVERED';
  return state === 'NOT_ADDED' || state === 'CANCELLED' ? state : 'PROCESSING';
}

export async function prepareStores(
  client: FugaClient,
  product: RemoteId,
  stores: readonly RemoteId[],
  release: Release,
): Promise<void> {
  const date = release.dates.release === '' ? {} : { release_date: release.dates.release };
  const body = dsps(stores).map((row) => ({ ...row, lead_time: 'IMMEDIATELY', ...date }));
  await client.call({ method: 'PUT', path: `${base(product)}/edit`, body });
}

/** @param act `deliver`, `redeliver` or `takedown` */
export async function actOnStores(
  client: FugaClient,
  product: RemoteId,
  act: string,
  stores: readonly RemoteId[],
): Promise<void> {
  await client.call({ method: 'POST', path: `${base(product)}/${act}`, body: dsps(stores) });
}

export async function liveLinks(client: FugaClient, product: RemoteId): Promise<LiveLink[]> {
  const path = `/products/${product}/live_links`;
  const answer = await unlessRefused(/NO_LIVELINK_FOUND/, () => client.call<unknown>({ method: 'GET', path }));
  const parsed = v.safeParse(Links, answer ?? []);
  return parsed.success ? parsed.output.map(({ dsp, url }) => ({ store: dsp.id, url })) : [];
}
