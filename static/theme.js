// Runs before the first paint, so that a light page never flashes dark. The rest is in app/ui/theme.svelte.ts.
{
  const choice = localStorage.getItem('wavefoundry-theme');
  const light = choice === 'light' || (choice === 'auto' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
}
