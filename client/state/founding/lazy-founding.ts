import type { createFounding, FoundingDeps } from '#client/state/founding/create-founding.ts';
import type { Founding } from '#client/state/founding/founding.ts';

type CreatedFounding = ReturnType<typeof createFounding>;

/** First run is behind most people: it loads for those who need it, once. */
export function lazyFounding(deps: FoundingDeps): {
	readonly part: Founding;
	load(): Promise<CreatedFounding>;
} {
	let made: Promise<CreatedFounding> | null = null;

	function load(): Promise<CreatedFounding> {
		made ??= import('#client/state/founding/create-founding.ts').then((module) =>
			module.createFounding(deps),
		);
		return made;
	}

	return {
		load,
		part: {
			found: async (...args) => (await load()).found(...args),
			requestJoin: async (...args) => (await load()).requestJoin(...args),
			recover: async (words) => (await load()).recover(words),
			recoverByPasskey: async () => (await load()).recoverByPasskey(),
			confirmRecovery: async () => (await load()).confirmRecovery(),
		},
	};
}
