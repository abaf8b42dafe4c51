import type { Failure } from './errors.ts';
import { type Asset, byId, type Catalogue, type Fields, type Product } from './state.ts';

const SPOTIFY = 746_109;

/** Why a product may not be published yet; all reasons at once. */
export function publishProblems(catalogue: Catalogue, product: Product): Failure[] {
  const { fields } = product;
  const found: Failure[] = [];
  const need = (isGood: boolean, code: string, context = String(fields['name'])) => {
    if (!isGood) found.push({ code, context });
  };
  const date = (field: string) => (typeof fields[field] === 'string' ? fields[field] : null);
  const release = date('consumer_release_date');
  const original = date('original_release_date');
  const preorder = date('preorder_date');
  for (const field of ['label', 'genre', 'language', 'c_line_text', 'p_line_text', 'catalog_number']) {
    if (!fields[field]) found.push({ code: 'FIELD_REQUIRED', field });
  }
  need(Boolean(fields['upc']), 'UPC_AND_ISRC_ARE_BOTH_MISSING');
  need(release !== null, 'RELEASE_DATE_REQUIRED');
  need(
    !release || !original || original <= release,
    'ORIGINAL_RELEASE_SHOULD_BE_EQUAL_OR_BEFORE_CONSUMER_RELEASE_DATE',
  );
  need(!release || !preorder || preorder < release, 'PREORDERDATE_MUST_PRECEDE_RELEASEDATE');
  need(product.territories.length > 0, 'TERRITORIES_MISSING');
  need(product.cover !== null && catalogue.clock.now() >= product.cover.readyAt, 'COVER_ART_REQUIRED');
  const volumes = Math.max(Number(fields['total_volumes'] ?? 1), 1);
  for (let volume = 1; volume <= volumes; volume++) {
    need(
      product.assets.some((track) => track.volume === volume),
      'ALL_VOLUMES_MUST_HAVE_AT_LEAST_ONE_ASSET',
    );
  }
  const assets = product.assets.flatMap(({ id }) => byId(catalogue.assets, id) ?? []);
  const isExplicit = (one: Fields) => one['parental_advisory'] === true || one['parental_advisory'] === 'YES';
  const explicit = assets.some((asset) => isExplicit(asset.fields));
  need(!explicit || isExplicit(fields), 'ASSETS_PRODUCT_IS_NOT_MARKED_AS_EXPLICIT');
  need(explicit || !isExplicit(fields), 'PRODUCT_MARKED_AS_EXPLICIT_BUT_NO_EXPLICIT_ASSETS');
  const instant = product.assets.filter((track) => track.fields['preorder_type'] === 'INSTANT_GRATIFICATION').length;
  need(instant * 2 <= product.assets.length, 'CANNOT_HAVE_OVER_HALF_INSTANT_GRATIFICATION');
  for (const asset of assets) found.push(...assetProblems(catalogue, asset));
  found.push(...artistProblems(catalogue, [fields, ...assets.map((asset) => asset.fields)]));
  return found;
}

function assetProblems(catalogue: Catalogue, asset: Asset): Failure[] {
  const { fields, contributors, publishers, audio } = asset;
  const context = String(fields['name']);
  const found: Failure[] = [];
  const need = (isGood: boolean, code: string) => void (isGood || found.push({ code, context }));
  const has = (role: string) => contributors.some((one) => one.role === role);
  need(Boolean(fields['isrc']), 'ISRC_MISSING');
  need(audio !== null && catalogue.clock.now() >= audio.readyAt, 'AUDIO_FILE_REQUIRED');
  need(has('COMPOSER'), 'CONTRIBUTOR_COMPOSER_REQUIRED');
  need(fields['audio_locale'] === 'ZXX' || has('LYRICIST'), 'CONTRIBUTOR_LYRICIST_REQUIRED');
  need(publishers.length > 0, 'PUBLISHERS_ARE_REQUIRED');
  const end = Number(fields['preview_start'] ?? 0) + Number(fields['preview_length'] ?? 0);
  need(!audio || end <= Math.max(audio.durationSec, 0.001) || end === 0, 'PREVIEW_SETTINGS_INVALID');
  const names = ((fields['artists'] ?? []) as Fields[]).map((one) => byId(catalogue.parties.artists, one['id']));
  need(!names.some((one) => /^various/i.test(String(one?.fields['name']))), 'ARTIST_IN_ASSET_MAY_NOT_BE_VARIOUS');
  return found;
}

function artistProblems(catalogue: Catalogue, all: readonly Fields[]): Failure[] {
  const ids = new Set(all.flatMap((fields) => ((fields['artists'] ?? []) as Fields[]).map((one) => Number(one['id']))));
  return [...ids].flatMap((id) => {
    const artist = byId(catalogue.parties.artists, id);
    const isKnown = artist?.identifiers.some(({ issuer }) => issuer === SPOTIFY);
    return isKnown ? [] : [{ code: 'DSP_IDENTIFIER_REQUIRED', context: String(artist?.fields['name'] ?? id) }];
  });
}
