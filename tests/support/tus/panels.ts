// The panels of this feature alone on a page, with what the other test page can do.
import { mount } from 'svelte';
import Panels from './Panels.svelte';
import { uploads } from './page.ts';

Object.assign(globalThis, { uploads });
mount(Panels, { target: document.querySelector('main') ?? document.body });
