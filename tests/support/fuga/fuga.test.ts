import { afterEach, describe, expect, it } from 'vitest';
import { TestClock } from './clock.ts';
import { coverPng, exampleGtin, md5Of, stereoWav } from './masters.ts';
import { type Fuga, type FugaOptions, label, startFuga } from './server.ts';
import { totp } from './session.ts';

type Answer = { status: number; body: Record<string, unknown> };

let fuga: Fuga;
const clock = new TestClock();
afterEach(() => fuga.close());

/** Speaks to the stand-in as bare HTTP, without the code that is to be tested with it. */
class Bare {
  cookie = '';
  csrf = '';

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const isForm = body instanceof FormData;
    const response = await fetch(fuga.url + path, {
      method,
      headers: {
        ...(isForm ? {} : { 'Content-Type': 'application/json' }),
        ...(this.csrf ? { 'x-csrf-token': this.csrf } : {}),
        Cookie: this.cookie,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    const text = await response.text();
    const json = /^[[{]/.test(text) ? (JSON.parse(text) as Record<string, unknown>) : { text };
    return { status: response.status, body: json };
  }

  async make(path: string, body: unknown): Promise<number> {
    const answer = await this.call('POST', path, body);
    expect(answer, path).toMatchObject({ status: 200 });
    return Number(answer.body['id']);
  }

  async upload(target: number, type: string, file: Buffer<ArrayBuffer>, order: readonly number[]): Promise<Answer> {
    const { body } = await this.call('POST', '/upload/start', { id: target, type });
    const size = Math.ceil(file.length / order.length);
    await Promise.all(
      order.map((index) => {
        const form = new FormData();
        form.set('uuid', String(body['id']));
        form.set('filename', 'file.bin');
        form.set('partbyteoffset', String(index * size));
        form.set('file', new Blob([file.subarray(index * size, (index + 1) * size)]));
        return this.call('POST', '/upload', form);
      }),
    );
    return this.call('POST', '/upload/finish', { uuid: body['id'], filename: 'file.bin', md5sum: md5Of(file) });
  }
}

async function open(options: FugaOptions = {}): Promise<Bare> {
  fuga = await startFuga({ clock, ...options });
  const bare = new Bare();
  const { body } = await bare.call('POST', '/login', { name: label.name, password: label.password });
  bare.csrf = String(body['token'] ?? '');
  return bare;
}

/** Everything a single needs but what is named in `without`. */
async function single(bare: Bare, without: readonly string[] = []): Promise<{ product: number; asset: number }> {
  const has = (part: string) => !without.includes(part);
  const [labelId, artist, person, house] = [
    await bare.make('/labels', { name: 'Label' }),
    await bare.make('/artists', { name: 'Artist' }),
    await bare.make('/people', { name: 'Person' }),
    await bare.make('/publishing_houses', { name: 'House' }),
  ];
  const artists = [{ id: artist, primary: true }];
  if (has('identifier')) {
    await bare.make(`/artists/${artist}/identifier`, { issuingOrganization: 746_109, newForIssuingOrg: true });
  }
  const product = await bare.make('/products', {
    ...{ name: 'Single', label: labelId, artists, genre: 'POP', language: 'EN', upc: exampleGtin(1) },
    ...{ c_line_text: 'C', p_line_text: 'P', catalog_number: 'X1', consumer_release_date: '2027-01-01' },
  });
  const { body } = await bare.call('GET', `/products/${product}`);
  const isrc = 'AA6Q72600001';
  const asset = await bare.make('/assets', {
    name: 'Song',
    artists,
    audio_locale: 'EN',
    ...(has('isrc') ? { isrc } : {}),
  });
  for (const role of ['COMPOSER', 'LYRICIST'].filter(has)) {
    await bare.make(`/assets/${asset}/contributors`, { person, role });
  }
  await bare.make(`/assets/${asset}/publishers`, { publishing_house: house });
  await bare.make(`/products/${product}/assets`, { id: asset, sequence: 1 });
  const audio = await bare.upload(asset, 'audio', stereoWav(1000), [2, 0, 1]);
  expect(audio).toEqual({ status: 200, body: { success: true } });
  const cover = body['cover_image'] as { id: number };
  expect((await bare.upload(cover.id, 'image', coverPng(), [0])).status).toBe(200);
  if (has('territories')) await bare.call('PUT', `/products/${product}/territories`, ['WW']);
  return { product, asset };
}

const codes = (answer: Answer) => (answer.body['errors'] as { code: string }[]).map(({ code }) => code);

describe('the stand-in for FUGA', () => {
  it('publishes and delivers a complete single, shows it live, and takes it down', async () => {
    const bare = await open({ processingMs: 1000 });
    const { product, asset } = await single(bare);
    const early = await bare.call('POST', `/products/${product}/publish`);
    expect(codes(early)).toEqual(expect.arrayContaining(['AUDIO_FILE_REQUIRED', 'COVER_ART_REQUIRED']));
    await clock.sleep(1000);
    expect(await bare.call('GET', `/assets/${asset}`)).toMatchObject({ body: { audio: { has_uploaded: true } } });
    expect(await bare.call('POST', `/products/${product}/publish`)).toMatchObject({ body: { state: 'PUBLISHED' } });
    const path = `/products/${product}/delivery_instructions`;
    const spotify = [{ dsp: 746_109 }];
    expect((await bare.call('POST', `${path}/takedown`, spotify)).body['code']).toBe('CANNOT_TAKEDOWN_PRODUCT');
    const deliver = await bare.call('POST', `${path}/deliver`, spotify);
    expect(deliver.body).toMatchObject({
      delivery_instructions: [{ state: 'PROCESSING' }, { state: 'NOT_ADDED' }, {}, {}],
    });
    expect((await bare.call('POST', `${path}/deliver`, spotify)).body['code']).toContain('EXISTING_DELIVERY');
    expect((await bare.call('GET', `/products/${product}/live_links`)).status).toBe(404);
    await clock.sleep(1000);
    expect(await bare.call('GET', `/products/${product}`)).toMatchObject({ body: { state: 'DELIVERED' } });
    expect(await bare.call('GET', `/products/${product}/live_links`)).toMatchObject({
      body: [{ dsp: { id: 746_109 } }],
    });
    expect((await bare.call('DELETE', `/products/${product}/assets/${asset}`)).body['code']).toContain('CANNOT_DETACH');
    await bare.call('POST', `${path}/takedown`, spotify);
    await clock.sleep(1000);
    expect(await bare.call('GET', `/products/${product}`)).toMatchObject({ body: { state: 'TAKEN_DOWN' } });
  });

  it('names everything that stands against publishing', async () => {
    const bare = await open();
    const { product } = await single(bare, ['identifier', 'isrc', 'COMPOSER', 'LYRICIST', 'territories']);
    await bare.call('PUT', `/products/${product}`, { original_release_date: '2027-02-01', total_volumes: 2 });
    expect(codes(await bare.call('POST', `/products/${product}/publish`)).sort()).toEqual([
      ...['ALL_VOLUMES_MUST_HAVE_AT_LEAST_ONE_ASSET', 'CONTRIBUTOR_COMPOSER_REQUIRED', 'CONTRIBUTOR_LYRICIST_REQUIRED'],
      ...[
        'DSP_IDENTIFIER_REQUIRED',
        'ISRC_MISSING',
        'ORIGINAL_RELEASE_SHOULD_BE_EQUAL_OR_BEFORE_CONSUMER_RELEASE_DATE',
      ],
      'TERRITORIES_MISSING',
    ]);
  });

  it('refuses in five shapes', async () => {
    const bare = await open();
    await bare.make('/labels', { name: 'Twice' });
    const plain = await bare.call('POST', '/labels', { name: 'twice' });
    expect(plain).toMatchObject({ status: 400, body: { code: 'DUPLICATE_LABEL_NAME', messageVariables: [] } });
    const fields = await bare.call('POST', '/products', { name: 'X', upc: '9521234500017', label: 5 });
    expect(fields.body).toMatchObject({ upc: 'UPC_CODE_WRONG', label: 'ENTITY_NOT_FOUND' });
    const product = await bare.make('/products', { name: 'X' });
    expect(codes(await bare.call('POST', `/products/${product}/publish`)).length).toBeGreaterThan(5);
    const upload = await bare.call('POST', '/upload/finish', { uuid: 'none' });
    expect(upload.body).toMatchObject({ error: { code: 'EXISTING_UPLOAD_NOT_FOUND' } });
    const list = await bare.call('PUT', `/products/${product}/territories`, ['DE', 'XX']);
    expect(list.body).toMatchObject({
      error: [{ code: 'INVALID_TERRITORY', original_error: { error_info: { field: 'XX' } } }],
    });
  });

  it('takes only audio it can use, and only whole', async () => {
    const bare = await open();
    const asset = await bare.make('/assets', { name: 'Song' });
    const change = (at: number, value: number) => {
      const bytes = stereoWav(10);
      bytes.writeUInt16LE(value, at);
      return bytes;
    };
    const cases = [
      [change(20, 3), 'AUDIO_FLOATING_POINT_WAV'],
      [change(34, 8), 'AUDIO_BIT_DEPTH_INVALID'],
      [change(22, 1), 'AUDIO_CHANNEL_INVALID'],
      [change(24, 8000), 'AUDIO_SAMPLING_RATE_INVALID'],
      [stereoWav(0), 'AUDIO_DURATION_IS_ZERO'],
      [coverPng(10), 'INVALID_FILE_TYPE'],
    ] as const;
    for (const [file, code] of cases) {
      expect(await bare.upload(asset, 'audio', file, [0])).toMatchObject({ status: 400, body: { error: { code } } });
    }
    fuga.misbehaviour.order('corrupt', /POST \/upload$/);
    const damaged = await bare.upload(asset, 'audio', stereoWav(100), [0, 1]);
    expect(damaged.body).toMatchObject({ error: { code: 'UPLOAD_CHECKSUM_DOES_NOT_MATCH' } });
    expect(await bare.call('GET', `/assets/${asset}`)).toMatchObject({ body: { audio: { has_uploaded: false } } });
  });

  it('asks for a second step, lets sessions end, and tells missing rights as 401', async () => {
    const totpSecret = Buffer.from('12345678901234567890');
    expect(totp(totpSecret, 59_000)).toBe('287082');
    const bare = await open({ logins: [{ ...label, totpSecret }], needsCsrf: true, sessionMs: 60_000 });
    expect((await bare.call('GET', '/products')).status).toBe(401);
    expect((await bare.call('POST', '/login/2fa', { totp: '000000' })).body['code']).toContain('INVALID_TOTP');
    await bare.call('POST', '/login/2fa', { totp: totp(totpSecret, clock.now()) });
    expect((await bare.call('POST', '/people', { name: 'A' })).status).toBe(200);
    const { csrf } = bare;
    bare.csrf = '';
    expect((await bare.call('POST', '/people', { name: 'B' })).status).toBe(403);
    bare.csrf = csrf;
    await clock.sleep(60_000);
    expect((await bare.call('GET', '/products')).body['code']).toBe('NOT_AUTHENTICATED');
  });

  it('misbehaves on order: what was dropped or failed late has been done all the same', async () => {
    const bare = await open();
    fuga.misbehaviour.order('drop', /POST \/labels/);
    await expect(bare.call('POST', '/labels', { name: 'One' })).rejects.toThrow();
    fuga.misbehaviour.order('fail-after', /POST \/labels/);
    expect((await bare.call('POST', '/labels', { name: 'Two' })).status).toBe(500);
    fuga.misbehaviour.order('drop-before', /POST \/labels/);
    await expect(bare.call('POST', '/labels', { name: 'Three' })).rejects.toThrow();
    fuga.misbehaviour.order('busy-until', /GET/);
    expect((await bare.call('GET', '/labels')).status).toBe(429);
    expect(await bare.call('GET', '/labels?page=1&page_size=1')).toMatchObject({
      body: { label: [{ name: 'Two' }], total: 2 },
    });
    expect(fuga.misbehaviour.happened).toHaveLength(4);
  });
});
