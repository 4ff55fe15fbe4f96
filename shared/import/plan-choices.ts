/** What a person may decide about each piece of an import, before anything is stored. */

/** What a piece is taken for. */
export type PieceReading = 'story' | 'text' | 'skip';

/** Where words differ on both sides: both stay visible, ours stay, or theirs come. */
export type Settlement = 'both' | 'keep' | 'take';

/** What is left out stays as the file, or the last import of it, has it. */
export interface PieceChoice {
	readonly as?: PieceReading;
	/** Part of the piece before it. */
	readonly joined?: boolean;
	readonly settle?: Settlement;
}

/** Choices for one file, by the key of its pieces. */
export type ImportChoices = ReadonlyMap<string, PieceChoice>;
