import { createContext } from 'svelte';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/**
 * The workspace of the page: the layout of `/w/[workspace]` opens it with `openWorkspace(slug)`
 * and provides it; every component below calls `currentWorkspace()` while it is being created.
 */
export const [currentWorkspace, provideWorkspace] = createContext<Workspace>();
