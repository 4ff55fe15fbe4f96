/**
 * One repository as the relay serves it: its documents, its log, its files, and what they add up
 * to. Everything that answers a person or an agent (the app, HTTP, MCP, the command line) reads
 * and writes through this.
 */
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Work } from '#machines/work/work.ts';
import type { Verification } from '#server/evidence/verification.ts';
import type { Files } from '#server/files/files.ts';
import type { SaveReport } from '#server/files/reports.ts';
import type { History } from '#server/history/history.ts';
import type { Journal } from '#server/log/journal.ts';
import type { Webhook } from '#server/notify/webhook.ts';
import type { RelayIdentity } from '#server/relay-identity.ts';
import type { Sessions } from '#server/session/sessions.ts';
import type { Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { MoveReport } from '#server/trace/move-design.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { CheckoutPlaces } from '#shared/protocol/checkout-places.ts';
import type { FileLines } from '#shared/protocol/file-lines.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { QuickFix } from '#shared/trace/fixes/fixer.ts';
import type { Status } from '#shared/trace/status.ts';

export interface Workspace extends AsyncDisposable {
	/** Names the workspace in addresses: `/w/<slug>`. */
	readonly slug: string;
	/** The repository's real path. */
	readonly folder: string;
	/** The repository's folder name, for display. */
	readonly name: string;
	readonly store: Store;
	readonly rooms: Rooms;
	/** The log; `journal.ledger.state()` is what it folds to. */
	readonly journal: Journal;
	readonly relay: RelayIdentity;
	readonly files: Files;
	/** What every artefact said when. */
	readonly history: History;
	/** Who is told what the team decides. */
	readonly webhook: Webhook;
	/** Runs the policy's tests, and attests to what came of them. */
	readonly verification: Verification;
	/** What Agents work on, step by step. */
	readonly sessions: Sessions;
	/** Every artefact as the documents read now. */
	artefacts(): Artefacts;
	/** One artefact's state, with the text in hand. */
	viewOf(id: ArtefactId): ArtefactView;
	/** What the rules say about the artefacts, and what the files say about themselves. */
	findings(): readonly Finding[];
	/** Which of all of them were there before Lintel came; asked in their order. */
	known(findings: readonly Finding[]): ReadonlySet<Finding>;
	/** The Finding with its file and line, where the files have the artefact. */
	located(finding: Finding): Finding;
	/** What a machine could change about it. */
	quickFixesFor(finding: Finding): readonly QuickFix[];
	status(): Status;
	/** What can be done next, for agents and for people. */
	work(): Work;
	/** What this checkout looks like; `at` is when it was last looked at. */
	observed(): Observed;
	onObserved(listener: (observed: Observed) => void): () => void;
	/** Looks now at these files, which somebody just wrote, and at all that follows from them. */
	lookAt(paths: readonly string[]): void;
	/** Where to look in the files of a Design, as they read now. */
	linesOf(design: ComponentId): FileLines;
	/** Resolves when `findings` knows what the code imports now; false where that takes too long. */
	importsRead(): Promise<boolean>;
	/** Every Trace of the checkout, in pages, and what changes from then on. */
	traces(): readonly Traces[];
	onTraces(listener: (traces: Traces) => void): () => void;
	/** Where files of the checkout can be opened; its own path is for this machine alone. */
	places(): CheckoutPlaces;
	/** Moves a code file with its test and its Design. Paths are from the repository's root. */
	move(asked: {
		readonly from: string;
		readonly to: string;
		readonly dryRun: boolean;
	}): Promise<Result<MoveReport, Refusal>>;
	/** Writes the signed policy into the config file. */
	writePolicy(): Result<void, Refusal>;
	/** Writes pending text to the files and the log's new events to `.lintel/`; reads what came in. */
	save(): Promise<Result<SaveReport, Refusal>>;
}
