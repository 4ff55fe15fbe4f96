/** Which theme the reader chose. `theme.js` sets it before the first paint; this changes it. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'lintel.theme';

const OPTIONS = [
	{ value: 'system', words: 'System' },
	{ value: 'light', words: 'Light' },
	{ value: 'dark', words: 'Dark' },
] as const satisfies readonly { value: Theme; words: string }[];

class ThemeChoice {
	#chosen = $state<Theme>(remembered());
	readonly options = OPTIONS;

	get chosen(): Theme {
		return this.#chosen;
	}

	get others(): readonly { value: Theme; words: string }[] {
		return OPTIONS.filter(({ value }) => value !== this.#chosen);
	}

	choose(next: Theme): void {
		this.#chosen = next;
		if (next === 'system') delete document.documentElement.dataset['theme'];
		else document.documentElement.dataset['theme'] = next;
		try {
			localStorage.setItem(KEY, next);
		} catch {
			// Storage is off: the choice lasts as long as the page.
		}
	}
}

function remembered(): Theme {
	try {
		return OPTIONS.find(({ value }) => value === localStorage.getItem(KEY))?.value ?? 'system';
	} catch {
		return 'system';
	}
}

export const theme = new ThemeChoice();
