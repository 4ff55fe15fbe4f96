import type { createFounding, FoundingDeps } from '#client/state/founding/create-founding.ts';
import type { Founding } from '#client/state/founding/founding.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, type Result } from '#shared/result.ts';

type CreatedFounding = ReturnType<typeof createFounding>;

/** First run is behind most people: it loads for those who need it, once. */
export function lazyFounding(deps: FoundingDeps): {
	readonly part: Founding;
	load(): Promise<CreatedFounding>;
} {
	let made: Promise<CreatedFounding> | null = null;

	function load(): Promise<CreatedFounding> {
		made ??= import('#client/state/founding/create-founding.ts').then(
			(module) => module.createFounding(deps),
			(error: unknown) => {
				made = null;
				throw error;
			},
		);
		return made;
	}

	/** It can be out of reach: that is said, and asking again looks again. */
	const whenLoaded = <T>(
		run: (founding: CreatedFounding) => Promise<Result<T, Refusal>>,
	): Promise<Result<T, Refusal>> => load().then(run, () => err(outOfReach));

	return {
		load,
		part: {
			found: (...args) => whenLoaded((founding) => founding.found(...args)),
			requestJoin: (...args) => whenLoaded((founding) => founding.requestJoin(...args)),
			recover: (words) => whenLoaded((founding) => founding.recover(words)),
			recoverByPasskey: () => whenLoaded((founding) => founding.recoverByPasskey()),
			confirmRecovery: async () => (await load()).confirmRecovery(),
		},
	};
}

const outOfReach = refusal(
	'offline',
	'This step of Lintel did not load: the relay is out of reach.',
	'Try again when you are connected.',
);
