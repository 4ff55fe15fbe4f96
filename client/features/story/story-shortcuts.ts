import type { Shortcut } from '#client/features/frame/keymap.svelte.ts';
import type { Practices } from '#shared/trace/practices.ts';

/** What can be done with the Stories that are chosen, or else with the one at hand. */
export type StoryCommand =
	| 'choose'
	| 'all'
	| 'up'
	| 'down'
	| 'priority'
	| 'tag'
	| 'context'
	| 'duplicate'
	| 'merge'
	| 'submit'
	| 'archive'
	| 'remove';

const GROUP = 'Stories';

const COMMANDS: readonly (readonly [keys: string, words: string, command: StoryCommand])[] = [
	['x', 'Choose the story, or not', 'choose'],
	['mod+a', 'Choose all stories in the list', 'all'],
	['alt+arrowup', 'Move up', 'up'],
	['alt+arrowdown', 'Move down', 'down'],
	['p', 'Set the priority', 'priority'],
	['t', 'Add a tag, or take one off', 'tag'],
	['shift+m', 'Map to a context', 'context'],
	['d', 'Duplicate', 'duplicate'],
	['m', 'Merge what is chosen', 'merge'],
	['backspace', 'Delete drafts', 'remove'],
];

/** As bound to the page, and shown in the palette and under `?`. */
export function storyShortcuts(
	run: (command: StoryCommand) => void,
	practices: Practices,
): readonly Shortcut[] {
	return [
		...COMMANDS.filter(([, , command]) => command !== 'context' || practices.has('context')).map(
			([keys, words, command]) => ({
				keys,
				words,
				group: GROUP,
				run: () => run(command),
			}),
		),
		{ keys: 'shift+arrowdown', words: 'Choose a range', group: GROUP, shownOnly: true },
	];
}
