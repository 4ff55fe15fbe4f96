import { createContext, onMount } from 'svelte';

/** One key or sequence (`mod+k`, `g s`, `?`) and what it does. */
export interface Shortcut {
	readonly keys: string;
	readonly words: string;
	readonly group: string;
	/** Also works while a text field has the focus. */
	readonly whileTyping?: boolean;
	/** Handled where it happens; it only stands in the list. */
	readonly shownOnly?: boolean;
	/** There is nothing for it to do now; pressed, it says so. */
	readonly idle?: boolean;
	readonly run?: () => void;
}

const SEQUENCE_MS = 1500;

/**
 * The shortcuts of everything on the page. Components bind theirs while they are shown; of two
 * with the same keys the one whose place was taken last wins. An open dialog keeps all keys to itself.
 */
export class Keymap {
	/**
	 * Added to and taken from in place: a component that goes reads the state of before the page
	 * changed, and would write back a list that lacks what came with the change.
	 */
	readonly #sets = new Map<readonly Shortcut[], number>();
	#changed = $state.raw({});
	#places = 0;
	#first: { key: string; at: number } | null = null;

	get shortcuts(): readonly Shortcut[] {
		void this.#changed;
		const sets = [...this.#sets].sort(([, one], [, other]) => one - other);
		return [...new Map(sets.flatMap(([set]) => set.map((one) => [one.keys, one]))).values()];
	}

	/** Takes the next place: what is bound there goes before all that stands below it. */
	place(): number {
		this.#places += 1;
		return this.#places;
	}

	bind(shortcuts: readonly Shortcut[], place = this.place()): () => void {
		this.#sets.set(shortcuts, place);
		this.#changed = {};
		return () => {
			this.#sets.delete(shortcuts);
			this.#changed = {};
		};
	}

	/** For the window's keydown. */
	handle(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing || dialogIsOpen()) return;
		const typing = isTyping(event.target);
		const key = nameOf(event);
		const first = this.#first;
		this.#first = null;
		const sequence =
			first !== null && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${key}` : key;
		const found = this.#find(sequence, typing) ?? this.#find(key, typing);
		if (found?.run !== undefined) {
			event.preventDefault();
			found.run();
		} else if (!typing && this.shortcuts.some(({ keys }) => keys.startsWith(`${key} `))) {
			this.#first = { key, at: event.timeStamp };
		}
	}

	#find(keys: string, typing: boolean): Shortcut | undefined {
		return this.shortcuts.find(
			(shortcut) =>
				shortcut.keys === keys && !shortcut.shownOnly && (!typing || shortcut.whileTyping),
		);
	}
}

export const [currentKeymap, provideKeymap] = createContext<Keymap>();

/**
 * Binds shortcuts for as long as the component is shown. Its place is taken as it is made, which an
 * outer component is before the inner ones; it is mounted after them.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
	const keymap = currentKeymap();
	const place = keymap.place();
	onMount(() => keymap.bind(shortcuts, place));
}

function nameOf(event: KeyboardEvent): string {
	const key = event.key.toLowerCase();
	const printed = key.length === 1 && !/[a-z]/.test(key);
	const parts = [
		event.metaKey || event.ctrlKey ? 'mod' : '',
		event.altKey ? 'alt' : '',
		event.shiftKey && !printed ? 'shift' : '',
		key,
	];
	return parts.filter(Boolean).join('+');
}

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	return (
		target.isContentEditable ||
		target.matches('input:not([type=radio], [type=checkbox]), textarea, select')
	);
}

function dialogIsOpen(): boolean {
	return document.querySelector('[role="dialog"][data-state="open"]') !== null;
}
