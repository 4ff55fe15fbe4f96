/**
 * How the code of a checkout drifts from its map, as both change. Reading is done elsewhere and takes
 * a moment; until it is done, what was said last stands.
 */
import { createApartDrift } from '#server/imports/drift-apart.ts';
import type { DriftAnswer } from '#server/imports/drift-reader.ts';
import { importsUnread } from '#server/imports/imports-unread.ts';
import type { Timer } from '#server/timer.ts';
import type { Context } from '#shared/artefact/context.ts';
import { codeLanguageOf } from '#shared/imports/file-imports.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { type Conventions, levelOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** What imports are held against. */
export interface DriftGround {
	readonly contexts: readonly Context[];
	readonly conventions: Conventions;
	/** Every file of the repository: the same set until one comes or goes. */
	readonly paths: ReadonlySet<string>;
}

export interface LiveDrift {
	/** Asks anew where something is another than it was. */
	look(ground: DriftGround): void;
	/** These files changed; false where no import hangs on them. Null lets all be compared at once. */
	forget(paths: readonly string[] | null): boolean;
	findings(): readonly Finding[];
	/** Resolves when all that was asked is answered; false where that takes too long. */
	settled(): Promise<boolean>;
	stop(): void;
}

/** A large repository is read within it, the first time too. */
const PATIENCE_MS = 8_000;
/** Files that say where an import leads. */
const SETTINGS = /\.(json|toml|mod|cfg)$|(?:^|\/)pnpm-workspace\.yaml$/;
const NONE: readonly Finding[] = [];

export function createLiveDrift(deps: {
	/** The repository's real path. */
	readonly root: string;
	/** Where the parsers lie; without any, nothing is read. */
	readonly grammars?: readonly string[];
	readonly timer: Timer;
	/** What `findings` says is another. */
	readonly onChanged: () => void;
	readonly onError: (error: unknown) => void;
}): LiveDrift {
	const { root, grammars, timer, onChanged, onError } = deps;
	const apart = grammars === undefined ? null : createApartDrift({ root, grammars });
	let findings: readonly Finding[] = NONE;
	let asked: DriftGround | null = null;
	/** What the reader knows the list of; null where it knows none. */
	let listed: ReadonlySet<string> | null = null;
	let waiting: DriftGround | null = null;
	/** Changed since the last question; null for all of them. */
	let changed: Set<string> | null = null;
	let asking: Promise<void> | null = null;
	/** The last question killed the reader: the same one would again. */
	let died = false;
	let stopped = false;

	function look(ground: DriftGround): void {
		const isSame = asked !== null && isAlike(asked, ground) && (died || changed?.size === 0);
		if (apart === null || stopped || isSame) return;
		waiting = ground;
		if (asking === null) begin();
	}

	function begin(): void {
		asking = askAll().finally(() => {
			asking = null;
			if (waiting !== null && !stopped) begin();
		});
	}

	/** What changes while a question is answered is asked after it, all at once. */
	async function askAll(): Promise<void> {
		while (waiting !== null && !stopped) {
			const ground: DriftGround = waiting;
			waiting = null;
			asked = ground;
			if (isAskedFor(ground)) tell(await ask(ground));
			else tell(NONE);
		}
	}

	async function ask(ground: DriftGround): Promise<readonly Finding[]> {
		const { contexts, conventions, paths } = ground;
		const question = {
			...{ contexts, conventions },
			paths: listed === paths ? null : [...paths],
			changed: changed === null ? null : [...changed],
		};
		changed = new Set();
		listed = paths;
		died = false;
		try {
			return findingsIn((await apart?.ask(question)) ?? null);
		} catch (error) {
			if (stopped) return NONE;
			// Another reader knows nothing yet: with the next change it is told all of it.
			listed = null;
			changed = null;
			died = true;
			onError(error);
			return [importsUnread([], 'The program that reads them ended.')];
		}
	}

	async function settled(): Promise<boolean> {
		let cancel = () => {};
		const late = new Promise<boolean>((resolve) => {
			cancel = timer.after(PATIENCE_MS, () => resolve(false));
		});
		const read = await Promise.race([(asking ?? Promise.resolve()).then(() => true), late]);
		cancel();
		return read;
	}

	function tell(now: readonly Finding[]): void {
		if (stopped || JSON.stringify(now) === JSON.stringify(findings)) return;
		findings = now;
		onChanged();
	}

	return {
		look,
		forget(paths) {
			if (paths === null) {
				changed = null;
				if (asked !== null) look(asked);
				return false;
			}
			died = false;
			const some = paths.filter((path) => codeLanguageOf(path) !== null || SETTINGS.test(path));
			for (const path of some) changed?.add(path);
			return some.length > 0;
		},
		findings: () => findings,
		settled,
		stop() {
			stopped = true;
			apart?.stop();
		},
	};
}

function findingsIn(answer: DriftAnswer | null): readonly Finding[] {
	if (answer === null) return NONE;
	// The column is for who prints a frame of the source.
	const found = answer.findings.map(({ column: _, ...finding }): Finding => finding);
	return answer.unread.length === 0 ? found : [...found, importsUnread(answer.unread, null)];
}

/** Two Contexts with code, and a rule that is not off: else no import could be wrong. */
function isAskedFor({ contexts, conventions }: DriftGround): boolean {
	const owning = contexts.filter(({ components }) => components.some(({ code }) => code !== ''));
	return owning.length > 1 && DRIFT_RULES.some((rule) => levelOf(conventions, rule) !== 'off');
}

function isAlike(one: DriftGround, other: DriftGround): boolean {
	return (
		one.paths === other.paths &&
		one.conventions === other.conventions &&
		one.contexts.length === other.contexts.length &&
		one.contexts.every((context, n) => context === other.contexts[n])
	);
}
