/**
 * The house rules of ARCHITECTURE.md as a machine reads them: which folder may import which.
 * Each row: a folder (regular expression) and the folders it may import besides itself and packages.
 */
const mayImport = [
  ['app/i18n', []],
  ['app/contracts', []],
  ['app/core', ['app/contracts']],
  ['app/ui', ['app/i18n', 'app/contracts']],
  ['app/storage', ['app/core', 'app/contracts']],
  ['app/audio/worklets', ['app/core', 'wasm']],
  ['app/audio', ['app/core', 'app/contracts', 'app/storage']],
  ['app/workers', ['app/core', 'app/contracts', 'app/storage', 'wasm']],
  ['app/features', ['app/core', 'app/contracts', 'app/storage', 'app/audio', 'app/workers', 'app/ui', 'app/i18n']],
  ['app/routes', ['app/features', 'app/ui', 'app/i18n']],
  ['service-worker', ['app/contracts', 'app/core', 'app/storage']],
  ['wasm', []],
  ['server/routes', ['server', 'app/contracts', 'app/core']],
  ['server/middleware', ['server/db', 'app/contracts']],
  ['server/db', ['app/contracts']],
  ['server/jobs', ['server/db', 'server/integrations', 'app/contracts', 'app/core']],
  ['server/integrations', ['app/contracts', 'app/core']],
  ['server/uploads', ['server/db', 'server/integrations', 'app/contracts', 'app/core']],
  ['server', ['app/contracts', 'app/core']],
];

const ours = '^(app|server|service-worker|wasm|tests|drizzle)/';
const nested = (folder) => mayImport.map(([name]) => name).filter((name) => name.startsWith(`${folder}/`));

const layers = mayImport.map(([folder, allowed]) => ({
  name: `layer:${folder}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: ['\\.test\\.ts$', ...nested(folder).map((name) => `^${name}/`)] },
  to: { path: ours, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
}));

export default {
  forbidden: [
    ...layers,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'features-stay-apart',
      comment: 'Routes join features; a feature never imports another.',
      severity: 'error',
      from: { path: '^app/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^app/features/', pathNot: '^app/features/$1/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(app|server|wasm|service-worker)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^tests/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^[$]app/|\\?|/i18n/paraglide/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(app/i18n/paraglide|build|\\.svelte-kit|wasm/[^/]+/assembly)' },
    tsPreCompilationDeps: true,
    extraExtensionsToScan: ['.svelte'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'browser', 'node', 'default', 'types'],
    },
  },
};
