import Bot from '@lucide/svelte/icons/bot';
import Boxes from '@lucide/svelte/icons/boxes';
import FileCheck from '@lucide/svelte/icons/file-check';
import FileText from '@lucide/svelte/icons/file-text';
import History from '@lucide/svelte/icons/history';
import Inbox from '@lucide/svelte/icons/inbox';
import ListChecks from '@lucide/svelte/icons/list-checks';
import BookOpen from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings-2';
import Users from '@lucide/svelte/icons/users';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { Component } from 'svelte';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';
import type { Practices } from '#shared/trace/practices.ts';

export type PlaceName =
	| 'now'
	| 'review'
	| 'stories'
	| 'map'
	| 'designs'
	| 'trace'
	| 'sessions'
	| 'findings'
	| 'timeline'
	| 'members'
	| 'settings';

/** Somewhere to be in a workspace. `path` follows `/w/<slug>`. */
export interface Place {
	readonly name: PlaceName;
	readonly words: string;
	readonly path: string;
	readonly icon: Component;
	/** The second key of `g …`. */
	readonly key: string;
	/** The kind of artefact that lives there: where it is off, the place is not shown. */
	readonly kind?: ArtefactKind;
	/** In the rail's upper part, and in the foot bar of a phone. */
	readonly main: boolean;
}

export const PLACES: readonly Place[] = [
	{ name: 'now', words: 'Now', path: '', icon: Inbox, key: 'n', main: true },
	{
		name: 'review',
		words: 'Review',
		path: '/review',
		icon: FileCheck,
		key: 'r',
		main: true,
	},
	{
		name: 'stories',
		words: 'Stories',
		path: '/stories',
		icon: BookOpen,
		key: 's',
		main: true,
		kind: 'story',
	},
	{ name: 'map', words: 'Map', path: '/map', icon: Boxes, key: 'm', main: true, kind: 'context' },
	{
		name: 'designs',
		words: 'Designs',
		path: '/designs',
		icon: FileText,
		key: 'd',
		main: true,
		kind: 'design',
	},
	{ name: 'trace', words: 'Trace', path: '/trace', icon: Waypoints, key: 't', main: false },
	{ name: 'sessions', words: 'Sessions', path: '/sessions', icon: Bot, key: 'a', main: false },
	{
		name: 'findings',
		words: 'Findings',
		path: '/findings',
		icon: ListChecks,
		key: 'f',
		main: false,
	},
	{
		name: 'timeline',
		words: 'Timeline',
		path: '/timeline',
		icon: History,
		key: 'h',
		main: false,
	},
	{
		name: 'members',
		words: 'Members',
		path: '/members',
		icon: Users,
		key: 'e',
		main: false,
	},
	{
		name: 'settings',
		words: 'Settings',
		path: '/settings',
		icon: Settings,
		key: ',',
		main: false,
	},
];

/** The places of a workspace, without those of what it does not practise. */
export function placesOf(practices: Practices): readonly Place[] {
	return PLACES.filter(({ kind }) => kind === undefined || practices.has(kind));
}

/** The place a path of the app is in: `/w/shop-1/stories/st_…` is in Stories. */
export function placeAt(pathname: string): Place | undefined {
	const segment = pathname.split('/')[3] ?? '';
	return PLACES.find(({ path }) => path.slice(1) === segment);
}

/** What a page of its own beside the places is called, by what follows `/w/<slug>`. */
const PAGES: ReadonlyMap<string, string> = new Map([
	['stories/import', 'Import'],
	['print', 'Print'],
	['settings/licences', 'Open-source licences'],
	['standing', 'Standing'],
	['members/not-counted', 'Not counted'],
	['review/together', 'Together'],
]);

export function pageAt(pathname: string): string | null {
	const page = pathname.split('/').slice(3).join('/');
	if (page.startsWith('sessions/')) return 'Session';
	return page.startsWith('timeline/') ? 'Event' : (PAGES.get(page) ?? null);
}

export function placeHref(slug: string, place: PlaceName): string {
	return `/w/${slug}${PLACES.find(({ name }) => name === place)?.path ?? ''}`;
}

/** Where an artefact opens. */
export function artefactHref(slug: string, id: ArtefactId): string {
	const place = { story: 'stories', context: 'map', design: 'designs' } as const;
	return `${placeHref(slug, place[kindOf(id)])}/${id}`;
}

/** The ways that lead through an artefact, from story to test. */
export function traceHref(slug: string, id: ArtefactId): string {
	return `${placeHref(slug, 'trace')}/${id}`;
}
