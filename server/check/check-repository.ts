/**
 * Proves what a repository says from its files alone: no relay, no database, no network.
 *
 * Signatures first, then the workspace's root, what may join its log, the fold, and last whether
 * the words in the files are the words that were approved. Nothing in the repository is trusted to
 * say what it is: segments and texts are named by their hash, and whose log it is, whoever runs
 * the check has to say.
 */

import { readBaseline } from '#server/adopt/baseline.ts';
import type { CheckPieces } from '#server/check/cache/pieces.ts';
import { readBase } from '#server/check/git-base.ts';
import { type Checked, judgeCheckout } from '#server/check/judge-checkout.ts';
import type { LooksAhead } from '#server/check/looking/looks-ahead.ts';
import { type ProvedLog, startProving } from '#server/check/prove-log.ts';
import { readConfig, readTexts } from '#server/check/repository-texts.ts';
import type { Pin } from '#server/check/root.ts';
import { EVERYTHING, readScope, type ScopeAsked } from '#server/check/scope.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';
import type { ReadBeside } from '#server/check/threads/jobs.ts';
import { policyIn } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

export interface CheckDeps {
	readonly disk: Disk;
	/** Asked only with a base, or for what changed. */
	readonly run: Run;
	/** Where the parsers of code lie; without any, imports are not read. */
	readonly grammars?: readonly string[];
	/** What verifies the signatures; WebCrypto unless said otherwise. */
	readonly signatures?: SignatureChecks;
	/** What earlier checks worked out of single files. */
	readonly pieces?: CheckPieces;
	/** What looks at Designs beside the check. */
	readonly ahead?: LooksAhead;
	/** What another thread reads of the same folder. */
	readonly beside?: ReadBeside;
}

export interface CheckOptions {
	/** The repository's folder: an absolute path. */
	readonly folder: string;
	/** Which workspace it has to be; null leaves the report unpinned. */
	readonly pin: Pin | null;
	/** A git ref whose log must all be here. */
	readonly base: string | null;
	/** Where git is asked for the base, when `folder` is a copy outside the repository. */
	readonly git?: string;
	/** Which Findings are told; all of them unless said otherwise. */
	readonly scope?: ScopeAsked;
}

/** Refuses what can't be checked at all: a config that doesn't hold, a base that git doesn't know. */
export async function checkRepository(
	{ disk, run, grammars = [], signatures: checks, pieces, ahead, beside }: CheckDeps,
	{ folder, pin, base: ref, git = folder, scope: asked = EVERYTHING }: CheckOptions,
): Promise<Result<Checked, Refusal>> {
	const scoped = readScope(disk, run, git, asked);
	if (!scoped.ok) return scoped;
	const config = readConfig(disk, folder);
	if (!config.ok) return config;
	const known = readBaseline(disk, folder);
	if (!known.ok) return known;
	const based = ref === null ? ok(null) : readBase({ disk, root: folder, git, run }, ref);
	if (!based.ok) return based;
	const [scope, base, baseline] = [scoped.value, based.value, known.value];
	// Signatures are verified on other threads while this one reads, and judges by what they would say.
	const proving = startProving({ disk, folder, pin, base, checks });
	const texts = readTexts(disk, folder, config.value, pieces);
	// The rules need no more of the log than its policy, which mostly is what the config says.
	const likely = texts.conventions(policyIn(config.value)?.failing ?? []);
	if (pieces?.designs.isNone() !== false)
		ahead?.begin(texts.artefacts.designs, likely, ({ id }) => texts.designText(id));
	const checkout = { folder, git, texts, base, baseline, scope };
	const judge = (log: ProvedLog) =>
		judgeCheckout({ disk, run, grammars, pieces, ahead, beside }, checkout, log, pin !== null);
	const hoped = await judge(await proving.hoped());
	const otherwise = await proving.otherwise();
	return ok(otherwise === null ? hoped : await judge(otherwise));
}
