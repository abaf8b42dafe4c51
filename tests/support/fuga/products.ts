import type { Context, Hono } from 'hono';
import { assetOf, assetView, createAsset, fileView } from './assets.ts';

import { Refusal, refuse } from './errors.ts';
import { productOf, productState, settle } from './lifecycle.ts';
import { publishProblems } from './publish.ts';
import { lists } from './reference.ts';
import { byId, type Catalogue, type Fields, paged, type Product } from './state.ts';

/** Products: drafts at first, bound to what they are once published. */
export function productRoutes(app: Hono, catalogue: Catalogue): void {
  const found = (c: Context) => productOf(catalogue, c.req.param('id'));
  const view = (product: Product) => productView(catalogue, product);
  app.get('/products', (c) => {
    const wanted = (c.req.query('search') ?? '').toLowerCase();
    const text = ({ fields }: Product) => `${String(fields['name'])} ${String(fields['upc'] ?? '')}`.toLowerCase();
    const rows = [...catalogue.products.values()].filter((product) => text(product).includes(wanted));
    return c.json(paged('product', rows.map(view), c.req.query()));
  });
  app.post('/products', async (c) => {
    const fields: Fields = await c.req.json();
    checkProduct(catalogue, fields, null);
    const product: Product = {
      ...{ id: catalogue.newId(), fields, coverId: catalogue.newId(), cover: null, assets: [], territories: [] },
      ...{ isPublished: false, instructions: new Map() },
    };
    catalogue.products.set(product.id, product);
    return c.json(view(product));
  });
  app.get('/products/:id', (c) => c.json(view(found(c))));
  app.put('/products/:id', async (c) => {
    const product = found(c);
    const change: Fields = await c.req.json();
    if (product.isPublished && 'upc' in change && change['upc'] !== product.fields['upc']) {
      throw refuse('CANNOT_UPDATE_BARCODE');
    }
    const fields = { ...product.fields, ...change };
    checkProduct(catalogue, fields, product);
    product.fields = fields;
    return c.json(view(product));
  });
  app.delete('/products/:id', (c) => {
    const product = found(c);
    if (product.isPublished) throw refuse('CANNOT_DELETE_ITEM_IN_USE');
    catalogue.products.delete(product.id);
    if (c.req.query('delete_assets') === 'true') for (const { id } of product.assets) catalogue.assets.delete(id);
    return c.text('deleted');
  });
  app.post('/products/:id/barcode', (c) => {
    const product = found(c);
    if (product.fields['upc']) throw refuse('PRODUCT_ALREADY_HAS_UPC');
    const upc = catalogue.barcodes.shift();
    if (upc === undefined) throw refuse('BARCODES_DEPLETED');
    product.fields['upc'] = upc;
    return c.json(view(product));
  });
  app.put('/products/:id/territories', async (c) => {
    const product = found(c);
    const codes = (await c.req.json()) as unknown[];
    const unknown = codes.filter((code) => !lists['territories']?.some(({ id }) => id === code));
    if (unknown.length > 0) {
      throw new Refusal(
        'error-list',
        unknown.map((code) => ({ code: 'INVALID_TERRITORY', field: String(code) })),
      );
    }
    product.territories = codes.map(String);
    return c.json(view(product));
  });
  app.post('/products/:id/publish', (c) => {
    const product = found(c);
    const problems = publishProblems(catalogue, product);
    if (problems.length > 0) throw new Refusal('errors', problems);
    product.isPublished = true;
    return c.json(view(product));
  });
  trackRoutes(app, catalogue);
}

function checkProduct(catalogue: Catalogue, fields: Fields, except: Product | null): void {
  const wrong: { field: string; code: string }[] = [];
  const need = (isGood: boolean, field: string, code: string) => void (isGood || wrong.push({ field, code }));
  const upc = fields['upc'];
  const others = [...catalogue.products.values()].filter((other) => other !== except);
  need(Boolean(fields['name']), 'name', 'FIELD_REQUIRED');
  need(
    fields['label'] === undefined || byId(catalogue.parties.labels, fields['label']) !== null,
    'label',
    'ENTITY_NOT_FOUND',
  );
  if (upc) {
    need(isGtin(String(upc)), 'upc', 'UPC_CODE_WRONG');
    need(!others.some((other) => other.fields['upc'] === upc), 'upc', 'DUPLICATE_UPC_CODE');
  }
  need(
    !fields['genre'] || lists['genres']?.some(({ id }) => id === fields['genre']) === true,
    'genre',
    'FIELD_VALUE_NOT_IN_LIST',
  );
  for (const artist of (fields['artists'] ?? []) as Fields[]) {
    need(byId(catalogue.parties.artists, artist['id']) !== null, 'artists', 'ENTITY_NOT_FOUND');
  }
  if (wrong.length > 0) throw new Refusal('fields', wrong);
}

/** Twelve or thirteen digits whose last one is right (GS1, modulo 10). */
function isGtin(code: string): boolean {
  if (!/^\d{12,13}$/.test(code)) return false;
  const sum = [...code].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

function productView(catalogue: Catalogue, product: Product) {
  settle(catalogue, product);
  const { fields, id } = product;
  const label = byId(catalogue.parties.labels, fields['label']);
  return {
    ...{ ...fields, id, state: productState(product), product_type: 'ALBUM' },
    label: label && { id: label.id, name: label.fields['name'] },
    cover_image: fileView(catalogue, product.coverId, product.cover),
    total_assets: product.assets.length,
    territories: product.territories,
    has_been_delivered: [...product.instructions.values()].some(({ state }) => state === 'DELIVERED'),
  };
}

function trackRoutes(app: Hono, catalogue: Catalogue): void {
  const found = (c: Context) => productOf(catalogue, c.req.param('id'));
  const attached = (c: Context) => {
    const product = found(c);
    const track = product.assets.find(({ id }) => id === Number(c.req.param('asset')));
    if (!track) throw refuse('PRODUCT_AND_ASSET_NOT_LINKED', 404);
    return { product, track };
  };
  const view = ({ id, sequence, volume, fields }: Product['assets'][number]) => ({
    ...{ ...assetView(catalogue, assetOf(catalogue, id)), ...fields, sequence, volume },
  });
  app.get('/products/:id/assets', (c) => c.json({ asset: found(c).assets.map(view) }));
  app.post('/products/:id/assets', async (c) => {
    const product = found(c);
    if (product.isPublished) throw refuse('CANNOT_ATTACH_ASSET_TO_PRODUCT_IN_USE');
    const { id, sequence, volume, ...fields }: Fields = await c.req.json();
    const asset = id === undefined ? createAsset(catalogue, fields) : assetOf(catalogue, id);
    product.assets = product.assets.filter((track) => track.id !== asset.id);
    const track = { id: asset.id, sequence: Number(sequence ?? 1), volume: Number(volume ?? 1), fields: {} };
    product.assets.push(track);
    product.assets.sort((a, b) => a.volume - b.volume || a.sequence - b.sequence);
    return c.json(view(track));
  });
  app.put('/products/:id/assets/:asset', async (c) => {
    const { track } = attached(c);
    track.fields = { ...track.fields, ...((await c.req.json()) as Fields) };
    return c.json(view(track));
  });
  app.put('/products/:id/assets/:asset/position/:at', (c) => {
    const { product, track } = attached(c);
    if (product.isPublished) throw refuse('UPDATE_TRACK_ORDER_NOT_ALLOWED');
    track.sequence = Number(c.req.param('at'));
    return c.json(view(track));
  });
  app.delete('/products/:id/assets/:asset', (c) => {
    const { product, track } = attached(c);
    if (product.isPublished) throw refuse('CANNOT_DETACH_ASSET_FROM_PRODUCT_IN_USE');
    product.assets = product.assets.filter((one) => one !== track);
    return c.text('detached');
  });
}
