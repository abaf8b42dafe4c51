import type { Context, Hono } from 'hono';
import { Refusal, refuse } from './errors.ts';
import { lists } from './reference.ts';
import { type Asset, byId, type Catalogue, type Fields, paged, type StoredFile } from './state.ts';

/** Recordings with their credits. */
export function assetRoutes(app: Hono, catalogue: Catalogue): void {
  const found = (c: Context) => assetOf(catalogue, c.req.param('id'));
  // A search of assets is not known to exist: the parameter is not looked at.
  app.get('/assets', (c) =>
    c.json(
      paged(
        'asset',
        [...catalogue.assets.values()].map((one) => assetView(catalogue, one)),
        c.req.query(),
      ),
    ),
  );
  app.post('/assets', async (c) => c.json(assetView(catalogue, createAsset(catalogue, await c.req.json()))));
  app.get('/assets/:id', (c) => c.json(assetView(catalogue, found(c))));
  app.put('/assets/:id', async (c) => {
    const asset = found(c);
    const change: Fields = await c.req.json();
    const isOut = [...catalogue.products.values()].some(
      (product) => product.isPublished && product.assets.some(({ id }) => id === asset.id),
    );
    if (isOut && 'isrc' in change && change['isrc'] !== asset.fields['isrc']) throw refuse('CANNOT_UPDATE_ISRC');
    const fields = { ...asset.fields, ...change };
    checkAsset(catalogue, fields, asset);
    asset.fields = fields;
    return c.json(assetView(catalogue, asset));
  });
  app.delete('/assets/:id', (c) => {
    const asset = found(c);
    const used = [...catalogue.products.values()].some(({ assets }) => assets.some(({ id }) => id === asset.id));
    if (used) throw refuse('CANNOT_DELETE_ATTACHED_ASSET');
    catalogue.assets.delete(asset.id);
    return c.text('deleted');
  });
  creditRoutes(app, catalogue);
}

export function assetOf(catalogue: Catalogue, id: unknown): Asset {
  const asset = byId(catalogue.assets, id);
  if (!asset) throw refuse('ENTITY_NOT_FOUND', 404);
  return asset;
}

export function createAsset(catalogue: Catalogue, fields: Fields): Asset {
  checkAsset(catalogue, fields, null);
  const id = catalogue.newId();
  const asset: Asset = { id, fields, contributors: [], publishers: [], performers: [], audio: null };
  catalogue.assets.set(id, asset);
  return asset;
}

function checkAsset(catalogue: Catalogue, fields: Fields, except: Asset | null): void {
  const wrong: { field: string; code: string }[] = [];
  if (!fields['name']) wrong.push({ field: 'name', code: 'FIELD_REQUIRED' });
  const isrc = fields['isrc'];
  if (isrc !== undefined) {
    if (!/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(String(isrc))) wrong.push({ field: 'isrc', code: 'FIELD_VALUE_WRONG' });
    const twin = [...catalogue.assets.values()].find((other) => other !== except && other.fields['isrc'] === isrc);
    if (twin) wrong.push({ field: 'isrc', code: 'DUPLICATE_ISRC_CODE' });
  }
  for (const artist of (fields['artists'] ?? []) as Fields[]) {
    if (!byId(catalogue.parties.artists, artist['id'])) wrong.push({ field: 'artists', code: 'ENTITY_NOT_FOUND' });
  }
  if (wrong.length > 0) throw new Refusal('fields', wrong);
}

/** A file as it is told of: `has_uploaded` once it has been processed. */
export function fileView(catalogue: Catalogue, id: number, file: StoredFile | null) {
  const has = file !== null && catalogue.clock.now() >= file.readyAt;
  return {
    ...{ id, has_uploaded: has, original_filename: file?.filename ?? null },
    ...{ file_size: file?.size ?? null, mime_type: file?.mimeType ?? null },
  };
}

export function assetView(catalogue: Catalogue, asset: Asset) {
  return {
    ...{ id: asset.id, type: 'TRACK', ...asset.fields },
    ...{ audio: fileView(catalogue, asset.id, asset.audio), duration: asset.audio?.durationSec ?? null },
  };
}

function creditRoutes(app: Hono, catalogue: Catalogue): void {
  const found = (c: Context) => assetOf(catalogue, c.req.param('id'));
  const person = (id: unknown) => {
    const one = byId(catalogue.parties.people, id);
    if (!one) throw new Refusal('fields', [{ field: 'person', code: 'ENTITY_NOT_FOUND' }]);
    return one;
  };
  const named = (id: number) => ({ id, name: catalogue.parties.people.get(id)?.fields['name'] });
  const contributor = (one: Asset['contributors'][number]) => ({
    id: one.id,
    person: named(one.person),
    role: one.role,
  });
  app.get('/assets/:id/contributors', (c) => c.json(found(c).contributors.map(contributor)));
  app.post('/assets/:id/contributors', async (c) => {
    const { contributors } = found(c);
    const body: Fields = await c.req.json();
    const { id } = person(body['person']);
    const role = String(body['role']);
    if (!lists['contributor_roles']?.some((one) => one.id === role)) {
      throw new Refusal('fields', [{ field: 'role', code: 'INVALID_VALUE' }]);
    }
    if (contributors.some((one) => one.person === id && one.role === role)) throw refuse('DUPLICATE_CONTRIBUTOR');
    const added = { id: catalogue.newId(), person: id, role };
    contributors.push(added);
    return c.json(contributor(added));
  });
  const publisher = ({ id, house, person: by }: Asset['publishers'][number]) => ({
    ...{ id, publishing_house: { id: house, name: catalogue.parties.publishing_houses.get(house)?.fields['name'] } },
    composer_or_lyricist: by === null ? null : named(by),
  });
  app.get('/assets/:id/publishers', (c) => c.json(found(c).publishers.map(publisher)));
  app.post('/assets/:id/publishers', async (c) => {
    const { publishers } = found(c);
    const body: Fields = await c.req.json();
    const house = byId(catalogue.parties.publishing_houses, body['publishing_house']);
    if (!house) throw new Refusal('fields', [{ field: 'publishing_house', code: 'ENTITY_NOT_FOUND' }]);
    const by = body['person'] === undefined ? null : person(body['person']).id;
    if (publishers.some((one) => one.house === house.id && one.person === by)) throw refuse('DUPLICATE_PUBLISHER');
    const added = { id: catalogue.newId(), house: house.id, person: by };
    publishers.push(added);
    return c.json(publisher(added));
  });
  app.get('/assets/:id/instrument_performers', (c) => c.json(found(c).performers));
  app.post('/assets/:id/instrument_performers', async (c) => {
    const body: Fields = await c.req.json();
    const added = {
      id: catalogue.newId(),
      person: person(body['person_id']).id,
      instrument: String(body['instrument']),
    };
    found(c).performers.push(added);
    return c.json(added);
  });
  for (const list of ['contributors', 'publishers', 'performers'] as const) {
    const path = list === 'performers' ? 'instrument_performers' : list;
    app.delete(`/assets/:id/${path}/:one`, (c) => {
      const rows = found(c)[list];
      const at = rows.findIndex(({ id }) => id === Number(c.req.param('one')));
      if (at < 0) throw refuse('ENTITY_NOT_FOUND', 404);
      rows.splice(at, 1);
      return c.text('deleted');
    });
  }
}
