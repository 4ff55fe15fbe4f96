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
	readonly run?: () => void;
}

const SEQUENCE_MS = 1500;

/**
 * The shortcuts of everything on the page. Components bind theirs while they are shown; of two
 * with the same keys the newest wins. An open dialog keeps all keys to itself.
 */
export class Keymap {
	#sets = $state.raw<readonly (readonly Shortcut[])[]>([]);
	#first: { key: string; at: number } | null = null;

	get shortcuts(): readonly Shortcut[] {
		const seen = new Map(this.#sets.flat().map((shortcut) => [shortcut.keys, shortcut]));
		return [...seen.values()];
	}

	bind(shortcuts: readonly Shortcut[]): () => void {
		this.#sets = [...this.#sets, shortcuts];
		return () => {
			this.#sets = this.#sets.filter((set) => set !== shortcuts);
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

/** Binds shortcuts for as long as the component is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
	const keymap = currentKeymap();
	onMount(() => keymap.bind(shortcuts));
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
