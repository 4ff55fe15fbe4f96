/**
 * `lintel run`: works on a session with the built-in runner, and shows it as it goes on. The Lintel that
 * serves the repository does the work, so that people can approve meanwhile; where none does, one starts.
 */
import type { Command } from 'commander';
import { z } from 'zod';
import { askLines } from '#server/cli/ask-lines.ts';
import { dataFolder, runningFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { createRunPrinter, type RunPrinter } from '#server/cli/print-run.ts';
import { RepositoryOptions, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { ensureRunning, type Reached } from '#server/mcp/ensure-running.ts';
import { SessionId } from '#shared/id.ts';
import { ApiError } from '#shared/protocol/api.ts';
import type { RunView } from '#shared/protocol/run.ts';
import { RunLine, type RunOrder } from '#shared/protocol/run-line.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

const Options = RepositoryOptions.extend({
	resume: z.union([z.string(), z.literal(true)]).optional(),
	goal: z.string().max(4_000).optional(),
	model: z.string().min(1).max(100).optional(),
	maxCost: z.string().optional(),
	dryRun: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

export function addRun(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('run'))
		.argument('[type]', `type of session: ${SessionKind.options.join(', ')}`)
		.argument('[artefact]', 'what it is about: an id, a title, a name, or the path of its code')
		.description('work on a session with a language model; Ctrl-C pauses')
		.option('--resume [session]', 'go on with a session, or with the last one that is not done')
		.option('--goal <words>', 'what you want, in your words, for a session that starts')
		.option('--model <id>', 'another model than runner.model in lintel.config.json')
		.option('--max-cost <dollars>', 'stop after so many US dollars')
		.option(
			'--dry-run',
			'say what would be done and show what the model would be given; start nothing',
		)
		.action(async (type: string | undefined, artefact: string | undefined, options: unknown) => {
			done(await run(host, type, artefact, Options.parse(options)));
		});
}

async function run(
	host: Host,
	type: string | undefined,
	artefact: string | undefined,
	options: Options,
): Promise<ExitCode> {
	const order = orderOf(type, artefact, options);
	if (!order.ok) return refuse(host, order.error);
	const leaving = new AbortController();
	void host.stopping.then(() => leaving.abort());
	const printer = createRunPrinter(host);
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const data = dataFolder(host, options.data);
	const reached = await ensureRunning(host, {
		...{ place: place.value, folder: runningFolder(host, options.data) },
		serve: data === null ? [] : ['--data', data],
	});
	if (!reached.ok) return refuse(host, reached.error);
	const ran = await askToRun(host, reached.value, order.value, printer, leaving.signal);
	if (!ran.ok) return refuse(host, ran.error);
	if (ran.value === null) return 0;
	printer.end(ran.value);
	return ran.value.status === 'ended' ? 0 : 1;
}

function orderOf(
	type: string | undefined,
	artefact: string | undefined,
	{ resume, goal, model, maxCost, dryRun }: Options,
): Result<RunOrder, Refusal> {
	const kind = type === undefined ? null : SessionKind.safeParse(type);
	if (kind?.success === false) return err(noType(type ?? ''));
	const session = typeof resume === 'string' ? SessionId.safeParse(resume) : null;
	if (session?.success === false) return err(noId);
	const most = maxCost === undefined ? null : Number(maxCost.replace(/^\$/, ''));
	if (most !== null && !(most > 0 && most <= 10_000)) return err(noCost);
	if (kind === null && resume === undefined) return err(noType(''));
	return ok({
		...{ session: session?.data ?? null, kind: kind?.data ?? null, artefact: artefact ?? null },
		...{ goal: goal ?? null, model: model ?? null, maxCost: most, dryRun },
	});
}

async function askToRun(
	{ model: { key } }: Host,
	{ running, slug }: Reached,
	order: RunOrder,
	printer: RunPrinter,
	signal: AbortSignal,
): Promise<Result<RunView | null, Refusal>> {
	const heard: { last: RunView | null; refused: Refusal | null } = { last: null, refused: null };
	const hear = (line: string) => {
		const json: unknown = JSON.parse(line);
		const error = ApiError.safeParse(json);
		const told = RunLine.safeParse(json);
		if (error.success) heard.refused = error.data.error;
		else if (!told.success) return;
		else if (told.data.type === 'refused') heard.refused = told.data.refusal;
		else {
			if (told.data.type === 'run') heard.last = told.data.run;
			printer.print(told.data);
		}
	};
	try {
		await askLines(running, '/local/run', { slug, order, key }, signal, hear);
	} catch {
		if (!signal.aborted) return err(noAnswer);
	}
	if (heard.refused !== null) return err(heard.refused);
	return ok(signal.aborted ? pausedHere(heard.last) : heard.last);
}

/** Hanging up pauses it; nobody stays to hear so. */
function pausedHere(last: RunView | null): RunView | null {
	return last === null ? null : { ...last, status: 'paused', why: null };
}

function noType(type: string): Refusal {
	const near = type === '' ? null : nearestWord(type, SessionKind.options);
	return refusal(
		'session-type',
		type === ''
			? 'No type of session was named.'
			: `There is no type of session ${JSON.stringify(type)}.`,
		near === null
			? `Types are ${SessionKind.options.join(', ')}. For example: lintel run component-tests SessionStore`
			: `Did you mean lintel run ${near}?`,
	);
}

const noId = refusal(
	'session-id',
	'What follows --resume is no session.',
	'Ids look like se_k3f9x2m7qa; without one, the last run that is not done is gone on with.',
);

const noCost = refusal(
	'max-cost',
	'What follows --max-cost is no amount of US dollars up to 10,000.',
	'For example: lintel run --resume --max-cost 2.50',
);

const noAnswer = refusal(
	'no-answer',
	'The Lintel that runs ended its answer before the run did.',
	'Look at the terminal it runs in. The run goes on when Lintel starts again.',
);
