import { Hono } from 'hono';
import { describeRoute, generateSpecs } from 'hono-openapi';
import type { Env } from '#server/middleware/env.ts';

/** `/api/openapi.json`: the description of `app`, made from the contracts that its routes check. */
export function openApiRoutes(app: Hono<Env>, version: string): Hono<Env> {
  let document: ReturnType<typeof generateSpecs> | undefined;
  return new Hono<Env>().get(
    '/',
    describeRoute({
      summary: 'This description',
      responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': {} } } },
    }),
    async (c) => {
      document ??= generateSpecs(app, {
        documentation: { info: { title: 'Wavefoundry', version, description: 'The API of a Wavefoundry server.' } },
        excludeStaticFile: false,
        excludeMethods: [],
        defaultValidationErrorResponse: false,
        exclude: /\*/,
      });
      return c.json(await document);
    },
  );
}
