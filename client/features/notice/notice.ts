/** Something that happened for one person: a review asked of them, a verdict, a word to them. */
export interface Notice {
	readonly id: string;
	readonly at: string;
	readonly kind: 'review' | 'verdict' | 'mention' | 'reply' | 'suspect' | 'joining';
	/** With names and titles, for the page. */
	readonly words: string;
	/** Without any, for what others may see over a shoulder. */
	readonly plain: string;
	readonly href: string;
	/** It is read, or there is nothing left to do about it. */
	readonly done: boolean;
	/** A comment, which has a mark of its own. */
	readonly comment: boolean;
}
