/** `lintel verify`: runs the signed policy's tests, and attests to what came of them. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { askLines } from '#server/cli/ask-lines.ts';
import { hearRun } from '#server/cli/hear-run.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { exitCodeOf, printVerified } from '#server/cli/print-verified.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import type { Running } from '#server/cli/running-file.ts';
import { verifyInCi } from '#server/evidence/verify-in-ci.ts';
import type { VerifyRequest } from '#server/evidence/verify-tests.ts';
import { type Verified, VerifyLine } from '#shared/evidence/verified.ts';
import { ReportFormat } from '#shared/lifecycle/evidence-rules.ts';
import { ApiError } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const Options = RepositoryOptions.extend({
	report: z.string().optional(),
	format: z.enum(ReportFormat.options).optional(),
	replay: z.boolean().default(false),
	json: z.boolean().default(false),
	root: z.string().optional(),
});
type Options = z.infer<typeof Options>;

export function addVerify(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('verify'))
		.argument('[paths...]', 'code, test or design files, or folders of them (default: all)')
		.description('run the tests that the signed policy names, and attest to what came of them')
		.addOption(
			new Option('--report <file>', 'read a report that was written already').conflicts('replay'),
		)
		.addOption(
			new Option('--format <format>', 'of that report, where it is not recognised').choices(
				ReportFormat.options,
			),
		)
		.option('--replay', 'run again what is attested, and say whether it holds; signs nothing')
		.option('--root <root>', 'in CI: the workspace it has to be (or LINTEL_ROOT)')
		.option('--json', 'as JSON; what the tests print goes to standard error')
		.action(async (paths: string[], options: unknown) => {
			done(await verify(host, paths, Options.parse(options)));
		});
}

async function verify(host: Host, paths: readonly string[], options: Options): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const { folder } = place.value;
	const leaving = new AbortController();
	void host.stopping.then(() => leaving.abort());
	const { onOutput, end } = hearRun(host, options.json);
	const hooks = { signal: leaving.signal, onOutput };
	const request: VerifyRequest = {
		paths: paths.map((path) => insideOf(folder, host, path)),
		replay: options.replay,
		report:
			options.report === undefined
				? null
				: { path: resolve(host.folder, options.report), format: options.format ?? null },
	};
	const verified =
		host.ciKey === null
			? await reach(host, options, {
					served: (running, slug) => askToVerify(running, slug, request, hooks),
					opened: (workspace) => workspace.verification.verify(request, hooks),
				})
			: await verifyInCi(
					{ ...host, key: host.ciKey },
					folder,
					options.root ?? host.root,
					request,
					hooks,
				);
	end();
	if (!verified.ok) return refuse(host, verified.error);
	if (options.json) host.print(JSON.stringify(verified.value));
	else {
		printVerified(host, verified.value, options.replay);
		const isSigned = verified.value.designs.some(({ event }) => event !== null);
		if (isSigned) host.print(host.ciKey === null ? KEPT : WRITTEN);
	}
	return exitCodeOf(verified.value, options.replay);
}

const KEPT =
	'Signed, and in Lintel’s own log. lintel save writes it to .lintel/log, for git and lintel check.';
const WRITTEN = 'Signed, and in .lintel/log: commit that.';

/** As the repository says it; an id, or what lies elsewhere, stays as it is. */
function insideOf(folder: string, host: Host, path: string): string {
	if (/^cp_[0-9a-z]{10}$/.test(path)) return path;
	const full = resolve(host.folder, path);
	if (full === folder) return '.';
	return full.startsWith(`${folder}/`) ? full.slice(folder.length + 1) : path;
}

async function askToVerify(
	running: Running,
	slug: string,
	request: VerifyRequest,
	{ signal, onOutput }: { readonly signal: AbortSignal; onOutput(text: string): void },
): Promise<Result<Verified, Refusal>> {
	const { path = null, format = null } = request.report ?? {};
	const body = { slug, paths: request.paths, replay: request.replay, report: path, format };
	let answer: Result<Verified, Refusal> = err(noAnswer);
	const hear = (line: string) => {
		const json: unknown = JSON.parse(line);
		const refused = ApiError.safeParse(json);
		const told = VerifyLine.safeParse(json);
		if (refused.success) answer = err(refused.data.error);
		else if (!told.success) return;
		else if (told.data.type === 'output') onOutput(told.data.text);
		else if (told.data.type === 'verified') answer = ok(told.data.verified);
		else answer = err(told.data.refusal);
	};
	try {
		await askLines(running, '/local/verify', body, signal, hear);
		return answer;
	} catch {
		return signal.aborted ? err(cancelledHere) : err(noAnswer);
	}
}

const noAnswer = refusal(
	'no-answer',
	'The Lintel that runs ended its answer before the tests did.',
	'Look at the terminal it runs in, then run lintel verify again.',
);

const cancelledHere = refusal(
	'cancelled',
	'The run was cancelled; nothing was attested.',
	'Run lintel verify again when it suits.',
);
