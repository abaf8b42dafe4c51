import { refuse } from './errors.ts';
import { byId, type Catalogue, type Instruction, type Product } from './state.ts';

/** Whether a service has the product and shows it. */
export const isOut = (one: Instruction | undefined) => one?.state === 'DELIVERED' && one.action === 'DELIVER';

/** @throws Refusal when there is no such product */
export function productOf(catalogue: Catalogue, id: unknown): Product {
  const product = byId(catalogue.products, id);
  if (!product) throw refuse('PRODUCT_CANNOT_BE_FOUND', 404);
  settle(catalogue, product);
  return product;
}

/** Lets what has had its time be done. */
export function settle(catalogue: Catalogue, product: Product): void {
  for (const one of product.instructions.values()) {
    if (one.state !== 'PROCESSING' || catalogue.clock.now() < one.doneAt) continue;
    one.state = 'DELIVERED';
    const last = one.history.at(-1);
    if (last) last.state = 'DELIVERED';
  }
}

export function productState(product: Product): string {
  const all = [...product.instructions.values()];
  if (all.some(isOut)) return 'DELIVERED';
  if (all.some(({ state, action }) => state === 'DELIVERED' && action === 'TAKEDOWN')) return 'TAKEN_DOWN';
  return product.isPublished ? 'PUBLISHED' : 'PENDING';
}
