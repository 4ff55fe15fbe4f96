/** Runs something later; tests turn it by hand, main.ts holds the real one. */
export interface Timer {
	/** Answers with the way to call it off. */
	after(milliseconds: number, run: () => void): () => void;
}
