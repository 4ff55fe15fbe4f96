/** A device that keeps nothing: what a test writes is on this page only. */
export const emptyStore = {
	list: async () => [],
	load: async () => null,
	append: async () => [],
	mine: async () => ({ newest: 0, unsent: [] }),
	acknowledge: async () => {},
	unsent: async () => new Map<string, number>(),
	startOver: async () => {},
	carried: async () => null,
	carriedOver: async () => {},
	compact: async () => {},
};
