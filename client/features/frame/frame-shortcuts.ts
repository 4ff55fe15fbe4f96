import type { Shortcut } from '#client/features/frame/keymap.svelte.ts';
import type { Place } from '#client/features/frame/places.ts';

/** What the frame does when asked, on every page. */
interface FrameCommands {
	search(): void;
	list(): void;
	inspect(): void;
	stepOut(): void;
	readonly places: readonly Place[];
	open(place: Place): void;
}

/** The keys that work wherever one is. */
export function frameShortcuts(commands: FrameCommands): readonly Shortcut[] {
	const anywhere = { group: 'Anywhere', whileTyping: true };
	return [
		{ keys: 'mod+k', words: 'Search and commands', ...anywhere, run: commands.search },
		{ keys: '?', words: 'This list', group: 'Anywhere', run: commands.list },
		{ keys: 'mod+enter', words: 'What can be done', ...anywhere, run: commands.inspect },
		{ keys: 'escape', words: 'One step out', ...anywhere, run: commands.stepOut },
		...commands.places.map((place) => ({
			keys: `g ${place.key}`,
			words: place.words,
			group: 'Go to',
			run: () => commands.open(place),
		})),
	];
}
