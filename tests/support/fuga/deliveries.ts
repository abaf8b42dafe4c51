import type { Context, Hono } from 'hono';
import { Refusal, refuse } from './errors.ts';
import { isOut, productOf } from './lifecycle.ts';
import { services } from './reference.ts';
import type { Catalogue, Fields, Instruction, Product } from './state.ts';

/** Per service: not added, processing, delivered; taken down by the same way. */
export function deliveryRoutes(app: Hono, catalogue: Catalogue, processingMs: number): void {
  const base = '/products/:id/delivery_instructions';
  const found = (c: Context) => productOf(catalogue, c.req.param('id'));
  const answer = (c: Context, product: Product) => c.json(instructionsView(product));
  app.get(base, (c) => answer(c, found(c)));
  app.get(`${base}/:dsp/history`, (c) => c.json(instructionOf(found(c), Number(c.req.param('dsp'))).history));
  app.put(`${base}/edit`, async (c) => {
    const product = found(c);
    for (const { dsp, ...edited } of await rowsOf(c)) {
      const instruction = instructionOf(product, Number(dsp));
      instruction.edited = { ...instruction.edited, ...edited };
    }
    return answer(c, product);
  });
  const begin = (instruction: Instruction, action: 'DELIVER' | 'TAKEDOWN') => {
    instruction.action = action;
    instruction.state = 'PROCESSING';
    instruction.doneAt = catalogue.clock.now() + processingMs;
    instruction.history.push({ id: catalogue.newId(), user: 'label', action, state: 'PROCESSING' });
  };
  const act = (path: string, action: 'DELIVER' | 'TAKEDOWN', check: (one: Instruction, product: Product) => void) =>
    app.post(`${base}/${path}`, async (c) => {
      const product = found(c);
      const chosen = (await rowsOf(c)).map(({ dsp }) => instructionOf(product, Number(dsp)));
      for (const one of chosen) {
        if (one.state === 'PROCESSING') throw refuse('EXISTING_DELIVERY_IS_PROCESSING_OR_FETCHED');
        check(one, product);
      }
      for (const one of chosen) begin(one, action);
      return answer(c, product);
    });
  act('deliver', 'DELIVER', (one, product) => {
    if (!product.isPublished) throw refuse('CANNOT_DELIVER_UNPUBLISHED_PRODUCT');
    if (one.state === 'DELIVERED' && one.action === 'DELIVER')
      throw refuse('EXISTING_DELIVERY_IS_PROCESSING_OR_FETCHED');
  });
  act('redeliver', 'DELIVER', (one) => {
    if (!isOut(one)) throw refuse('CANNOT_REDELIVER');
  });
  act('takedown', 'TAKEDOWN', (one) => {
    if (!isOut(one)) throw refuse('CANNOT_TAKEDOWN_PRODUCT');
  });
  app.post(`${base}/redeliver_all`, (c) => {
    const product = found(c);
    for (const one of product.instructions.values()) if (isOut(one)) begin(one, 'DELIVER');
    return answer(c, product);
  });
  app.delete(base, (c) => {
    const product = found(c);
    for (const [dsp, one] of product.instructions) if (one.state === 'PROCESSING') product.instructions.delete(dsp);
    return answer(c, product);
  });
  app.get('/products/:id/live_links', (c) => {
    const product = found(c);
    const out = services.filter(({ id }) => isOut(product.instructions.get(Number(id))));
    if (out.length === 0) throw refuse('NO_LIVELINK_FOUND', 404);
    const url = (id: unknown) => `https://links.example/${String(id)}/${product.id}`;
    return c.json(out.map(({ id, name }) => ({ dsp: { id, name }, url: url(id) })));
  });
}

async function rowsOf(c: Context): Promise<Fields[]> {
  const body: unknown = await c.req.json();
  if (!Array.isArray(body)) throw refuse('INVALID_STRING');
  for (const { dsp } of body as Fields[]) {
    if (!services.some(({ id }) => id === Number(dsp))) {
      throw new Refusal('error-list', [{ code: 'CONTRACT_NOT_EFFECTIVE', field: String(dsp) }]);
    }
  }
  return body as Fields[];
}

function instructionOf(product: Product, dsp: number): Instruction {
  const known = product.instructions.get(dsp);
  if (known) return known;
  const made: Instruction = { state: 'NOT_ADDED', action: null, doneAt: 0, edited: {}, history: [] };
  product.instructions.set(dsp, made);
  return made;
}

function instructionsView(product: Product) {
  return {
    delivery_instructions: services.map(({ id, name }) => {
      const one = product.instructions.get(Number(id));
      return {
        ...{ dsp: { id, name, is_iip_dds: false, is_ssf_dds: false }, contractId: 1, lead_time: 'IMMEDIATELY' },
        ...one?.edited,
        ...{ state: one?.state ?? 'NOT_ADDED', action: one?.action ?? 'DELIVER' },
        actions: isOut(one) ? ['edit', 'takedown', 'redeliver'] : ['edit', 'deliver'],
        instruction_list: one?.history ?? [],
      };
    }),
  };
}
