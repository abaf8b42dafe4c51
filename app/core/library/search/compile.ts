import type { SearchError, SearchErrorCode, SearchNode, TermNode } from './ast.ts';
import { colourName, trackColours } from './colours.ts';
import { readDates } from './dates.ts';
import type { SearchDoc, TextField } from './doc.ts';
import { dateFields, fieldOf, numberFields, textFields } from './fields.ts';
import { fold } from './fold.ts';
import { readKeys } from './key.ts';
import { inRange, readRange } from './numbers.ts';
import { nearTempo } from './tempo.ts';

export type DocTest = (doc: SearchDoc) => boolean;

const always: DocTest = () => true;

/** Turns the tree of a search line into one test; what means nothing is reported and left out. */
export class Compiler {
  readonly errors: SearchError[] = [];
  private readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  compile(node: SearchNode): DocTest {
    if (node.type === 'term') return this.term(node);
    if (node.type === 'not') {
      const test = this.compile(node.node);
      // Turning round what was left out would hide everything.
      return test === always ? always : (doc) => !test(doc);
    }
    const tests = node.nodes.map((one) => this.compile(one)).filter((test) => test !== always);
    const [first = always, second] = tests;
    if (node.type === 'or') return tests.length < node.nodes.length ? always : (doc) => tests.some((test) => test(doc));
    return second ? (doc) => tests.every((test) => test(doc)) : first;
  }

  private term(term: TermNode): DocTest {
    const field = term.field === null ? null : fieldOf(term.field);
    if (field === null) return word(term);
    const { value, exact, quoted } = term;
    if (field === 'sort') return always;
    if (textFields.has(field)) return textTest(field as TextField, term);
    if (field === 'tag') return namesTest(({ tags }) => tags, term);
    if (field === 'crate') return namesTest(({ lists }) => lists, term);
    const plain = value.trim().toLowerCase();
    if (field === 'colour') return colourTest(fold(plain));
    if (field === 'safe') return this.yesNo(term, plain);
    if (field === 'key') return this.key(term, value.trim());
    const text = exact && !quoted ? `=${plain}` : plain;
    return field in dateFields ? this.date(term, field, text) : this.number(term, field, text);
  }

  private number(term: TermNode, field: string, text: string): DocTest {
    const spec = numberFields[field] as (typeof numberFields)[string];
    const none =
      field === 'plays' ? (doc: SearchDoc) => spec.of(doc.item) === 0 : (doc: SearchDoc) => spec.of(doc.item) === null;
    if (text === '') return none;
    if (field === 'bpm' && text.startsWith('~')) {
      const near = nearTempo(text.slice(1));
      return near ? ({ item }) => item.bpm !== null && near(item.bpm) : this.fail(term, 'number', text === '~');
    }
    const range = readRange(text, spec.read);
    if (!range) return this.fail(term, field === 'length' ? 'length' : /\d/.test(text) ? 'range' : 'number');
    return ({ item }) => {
      const value = spec.of(item);
      return value !== null && inRange(value, range);
    };
  }

  private date(term: TermNode, field: string, text: string): DocTest {
    const of = dateFields[field] as (typeof dateFields)[string];
    if (text === '' || text === 'never' || text === 'nie') return ({ item }) => of(item) === null;
    const range = readDates(text, this.now);
    if (!range) return this.fail(term, 'date');
    return ({ item }) => {
      const value = of(item);
      return value !== null && inRange(value, range);
    };
  }

  private key(term: TermNode, text: string): DocTest {
    if (text === '') return ({ key }) => key === null;
    const test = readKeys(text);
    return test ? ({ key }) => key !== null && test(key) : this.fail(term, 'key', text === '~');
  }

  private yesNo(term: TermNode, text: string): DocTest {
    if (text === '') return always;
    if (/^(y|yes|j|ja|1|true)$/.test(text)) return ({ item }) => item.safe;
    if (/^(n|no|nein|0|false)$/.test(text)) return ({ item }) => !item.safe;
    return this.fail(term, 'yes_no');
  }

  /** @param unfinished the beginning of something that can still become right is no error yet */
  private fail(term: TermNode, code: SearchErrorCode, unfinished = false): DocTest {
    if (!unfinished) this.errors.push({ code, start: term.start, end: term.end, text: term.value });
    return always;
  }
}

/** A word, or `name:value` of a field that there is none of, which titles such as "Mix: Two" have. */
function word(term: TermNode): DocTest {
  const value = fold(term.field === null ? term.value : `${term.field}:${term.value}`);
  if (value === '' || (value === '-' && !term.quoted)) return always;
  if (term.exact) {
    return ({ texts, tags }) => Object.values(texts).includes(value) || tags.includes(value);
  }
  return ({ all }) => all.includes(value);
}

function textTest(field: TextField, { value, exact }: TermNode): DocTest {
  const wanted = fold(value);
  if (wanted === '') return ({ texts }) => texts[field] === '';
  return exact ? ({ texts }) => texts[field] === wanted : ({ texts }) => texts[field].includes(wanted);
}

function namesTest(of: (doc: SearchDoc) => readonly string[], { value, exact }: TermNode): DocTest {
  const wanted = fold(value);
  if (wanted === '') return (doc) => of(doc).length === 0;
  return (doc) => of(doc).some((name) => (exact ? name === wanted : name.includes(wanted)));
}

function colourTest(wanted: string): DocTest {
  if (wanted === '') return ({ item }) => !item.colour;
  const names = trackColours.filter(({ name, german }) => name.startsWith(wanted) || fold(german).startsWith(wanted));
  return ({ item }) =>
    !!item.colour && (item.colour === wanted || names.some(({ name }) => name === colourName(item.colour as string)));
}
