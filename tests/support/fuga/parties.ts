import type { Context, Hono } from 'hono';
import { Refusal, refuse } from './errors.ts';
import { services } from './reference.ts';
import { byId, type Catalogue, type Fields, paged, type Party, type PartyKind, partyKinds } from './state.ts';

const singular = { artists: 'artist', labels: 'label', people: 'person', publishing_houses: 'publishing_house' };
const duplicate = {
  artists: 'DUPLICATE_ARTIST_NAME_PROPRIETARY_ID',
  labels: 'DUPLICATE_LABEL_NAME',
  people: 'DUPLICATE_PERSON_NAME',
  publishing_houses: 'DUPLICATE_PUBLISHINGHOUSE_NAME',
};

const same = (a: unknown, b: unknown) => String(a ?? '').toLowerCase() === String(b ?? '').toLowerCase();

/** Artists, labels, people and publishing houses: named once each, found by name. */
export function partyRoutes(app: Hono, catalogue: Catalogue): void {
  for (const kind of partyKinds) {
    const rows = catalogue.parties[kind];
    const found = (c: Context) => {
      const party = byId(rows, c.req.param('id'));
      if (!party) throw refuse('ENTITY_NOT_FOUND', 404);
      return party;
    };
    app.get(`/${kind}`, (c) => {
      const wanted = c.req.query(kind === 'people' ? 'name' : 'search')?.toLowerCase() ?? '';
      const matching = [...rows.values()].filter(({ fields }) => String(fields['name']).toLowerCase().includes(wanted));
      return c.json(paged(singular[kind], matching.map(shown), c.req.query()));
    });
    app.post(`/${kind}`, async (c) => {
      const fields: Fields = await c.req.json();
      refuseTwin(catalogue, kind, fields, null);
      const party: Party = { id: catalogue.newId(), fields, identifiers: [] };
      rows.set(party.id, party);
      return c.json(shown(party));
    });
    app.get(`/${kind}/:id`, (c) => c.json(shown(found(c))));
    app.put(`/${kind}/:id`, async (c) => {
      const party = found(c);
      const fields = { ...party.fields, ...((await c.req.json()) as Fields) };
      refuseTwin(catalogue, kind, fields, party);
      party.fields = fields;
      return c.json(shown(party));
    });
    app.delete(`/${kind}/:id`, (c) => {
      const party = found(c);
      if (isUsed(catalogue, party.id))
        throw refuse(kind === 'labels' ? 'CANNOT_DELETE_LABEL' : 'CANNOT_DELETE_ITEM_IN_USE');
      rows.delete(party.id);
      return c.text('deleted');
    });
  }
  identifierRoutes(app, catalogue);
}

const shown = ({ id, fields }: Party) => ({ id, proprietary_id: null, organization: 7, ...fields });

function refuseTwin(catalogue: Catalogue, kind: PartyKind, fields: Fields, except: Party | null): void {
  if (typeof fields['name'] !== 'string' || fields['name'].trim() === '') {
    throw new Refusal('plain', [{ code: 'FIELD_REQUIRED', field: 'name' }]);
  }
  for (const other of catalogue.parties[kind].values()) {
    if (other === except || !same(other.fields['name'], fields['name'])) continue;
    // Two artists may share a name when their own numbers differ.
    if (kind === 'artists' && !same(other.fields['proprietary_id'], fields['proprietary_id'])) continue;
    throw refuse(duplicate[kind]);
  }
}

function isUsed(catalogue: Catalogue, id: number): boolean {
  const names = (fields: Fields) => [
    fields['label'],
    ...((fields['artists'] ?? []) as Fields[]).map((one) => one['id']),
  ];
  const credited = [...catalogue.assets.values()].some(
    ({ contributors, publishers }) =>
      contributors.some(({ person }) => person === id) || publishers.some(({ house }) => house === id),
  );
  const all = [...catalogue.products.values(), ...catalogue.assets.values()];
  return credited || all.some(({ fields }) => names(fields).some((one) => Number(one) === id));
}

function identifierRoutes(app: Hono, catalogue: Catalogue): void {
  const found = (c: Context) => {
    const artist = byId(catalogue.parties.artists, c.req.param('id'));
    if (!artist) throw refuse('ARTIST_NOT_FOUND', 404);
    return artist;
  };
  const view = (one: Party['identifiers'][number]) => ({
    ...{ id: one.id, identifier: one.identifier, newForIssuingOrg: one.newForIssuingOrg },
    issuingOrganization: services.find(({ id }) => id === one.issuer),
  });
  app.get('/artists/:id/identifier', (c) => c.json(found(c).identifiers.map(view)));
  app.post('/artists/:id/identifier', async (c) => {
    const artist = found(c);
    const body: Fields = await c.req.json();
    const issuer = Number(body['issuingOrganization']);
    const isNew = body['newForIssuingOrg'] === true;
    const identifier = typeof body['identifier'] === 'string' && body['identifier'] !== '' ? body['identifier'] : null;
    const good = services.some(({ id }) => id === issuer) && (isNew ? identifier === null : identifier !== null);
    const pattern = issuer === 746_109 ? /^(spotify:artist:)?[0-9A-Za-z]{22}$/ : /^\d+$|^[\w:]+$/;
    if (!good || (identifier !== null && !pattern.test(identifier))) throw refuse('ARTIST_INVALID_IDENTIFIER');
    const added = { id: catalogue.newId(), issuer, identifier, newForIssuingOrg: isNew };
    artist.identifiers.push(added);
    return c.json(view(added));
  });
  app.delete('/artists/:id/identifier/:one', (c) => {
    const { identifiers } = found(c);
    const at = identifiers.findIndex(({ id }) => id === Number(c.req.param('one')));
    if (at < 0) throw refuse('ENTITY_NOT_FOUND', 404);
    identifiers.splice(at, 1);
    return c.text('deleted');
  });
}
