import {
	readStoryQuery,
	type StoryQuery,
	writeStoryQuery,
} from '#client/features/story/story-query.ts';

const TYPING_MS = 300;

/** Goes to an address: of the same page, replaced or with a step to come back to. */
type Go = (search: string, replace: boolean) => void;

/**
 * The query of the list. What is chosen counts at once; the address follows, and when somebody goes
 * back or follows a link, the list follows the address.
 */
export class QueryState {
	#go: Go;
	#now = $state.raw<StoryQuery>(readStoryQuery(''));
	#search: string;
	#typing: ReturnType<typeof setTimeout> | null = null;

	constructor(search: string, go: Go) {
		this.#go = go;
		this.#search = search;
		this.#now = readStoryQuery(search);
	}

	get now(): StoryQuery {
		return this.#now;
	}

	/** Changes part of it, as a step that going back takes back. */
	set(change: Partial<StoryQuery>): void {
		this.#now = { ...this.#now, ...change };
		this.#write(false);
	}

	/** What is typed narrows the list with each key; the address follows when typing pauses. */
	type(words: string): void {
		const began = this.#now.words === '' && words !== '';
		this.#now = { ...this.#now, words };
		if (began) this.#write(false);
		if (this.#typing !== null) clearTimeout(this.#typing);
		this.#typing = setTimeout(() => this.#write(true), TYPING_MS);
	}

	/** The address as it reads now: one that was not written here is followed. */
	follow(search: string): void {
		if (search === this.#search || this.#typing !== null) return;
		this.#search = search;
		this.#now = readStoryQuery(search);
	}

	#write(replace: boolean): void {
		if (this.#typing !== null) clearTimeout(this.#typing);
		this.#typing = null;
		const search = writeStoryQuery(this.#now);
		if (search === this.#search) return;
		this.#search = search;
		this.#go(search, replace);
	}
}
