/**
 * Words for a box that is sent, kept on this device until they are: a reload, a closed tab or a
 * look elsewhere takes nothing that was typed.
 */
export class UnsentWords {
	readonly #key: string | null;
	#words = $state('');

	/** `about`: what the words are for, as nothing else is called; null keeps nothing. */
	constructor(about: string | null, first = '') {
		this.#key = about === null ? null : `lintel.unsent.${about}`;
		this.#words = this.#kept() || first;
	}

	get words(): string {
		return this.#words;
	}

	set words(words: string) {
		this.#words = words;
		if (this.#key === null) return;
		try {
			if (words.trim() === '') localStorage.removeItem(this.#key);
			else localStorage.setItem(this.#key, words);
		} catch {
			// Storage is off or full: the words stay as long as the box.
		}
	}

	#kept(): string {
		try {
			return this.#key === null ? '' : (localStorage.getItem(this.#key) ?? '');
		} catch {
			return '';
		}
	}
}
