import type * as Y from 'yjs';
import type { Edits } from '#client/state/artefact/edits.ts';
import type { Imports } from '#client/state/artefact/imports.ts';
import type { MapPart } from '#client/state/artefact/map-layout.svelte.ts';
import type { Comments } from '#client/state/comment/comments.ts';
import type { Validation } from '#client/state/findings/validation.svelte.ts';
import type { Founding } from '#client/state/founding/founding.ts';
import type { Editions } from '#client/state/history/editions.ts';
import type { Timeline } from '#client/state/history/timeline.svelte.ts';
import type { Decisions } from '#client/state/lifecycle/decisions.ts';
import type { Standing } from '#client/state/lifecycle/standing.ts';
import type { Invites } from '#client/state/member/invites.ts';
import type { Keyring } from '#client/state/member/keyring.ts';
import type { Team } from '#client/state/member/team.ts';
import type { NoticeBoard } from '#client/state/notice/notice-board.svelte.ts';
import type { Search } from '#client/state/search/search.ts';
import type { Sessions } from '#client/state/session/sessions.ts';
import type {
	ConnectionWords,
	DesignEntry,
	FieldName,
	HistoryEntry,
	Me,
	NotCounted,
	OpenDesign,
	Person,
	SavedWords,
	WorkspacePhase,
} from '#client/state/surface.ts';
import type { Checkout } from '#client/state/trace/checkout.svelte.ts';
import type { FileQuestions } from '#client/state/trace/file-questions.ts';
import type { Traces } from '#client/state/trace/traces.svelte.ts';
import type { WorkPart } from '#client/state/trace/work.svelte.ts';
import type { ActionOffer } from '#machines/lifecycle/actions.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Practices } from '#shared/trace/practices.ts';

/** The parts that features add to the core. */
export interface FeatureParts {
	readonly map: MapPart;
	readonly validation: Pick<Validation, 'of' | 'frozen' | 'conventions' | 'fixesFor' | 'apply'>;
	readonly comments: Comments;
	readonly editions: Editions;
	readonly files: FileQuestions;
	readonly imports: Imports;
	readonly invites: Invites;
	readonly search: Search;
	readonly timeline: Timeline;
	readonly notices: NoticeBoard;
	readonly standing: Standing;
	readonly checkout: Checkout;
	readonly work: WorkPart;
	readonly sessions: Sessions;
}

/** What a Workspace is made of: one part a concern, each reading documents, ledger or relay. */
export interface Parts extends FeatureParts {
	readonly slug: string;
	/** The Traces of the relay's checkout. */
	readonly traces: Traces;
	readonly identity: {
		readonly phase: WorkspacePhase;
		readonly me: Me | null;
		readonly root: EventId | null;
		readonly rootWords: readonly string[];
		readonly folderName: string;
		readonly unconfirmedRecovery: string | null;
		readonly removed: boolean;
	};
	readonly artefacts: {
		readonly stories: readonly Story[];
		readonly contexts: readonly Context[];
		readonly designs: readonly DesignEntry[];
		readonly all: Artefacts;
		readonly loaded: boolean;
		story(id: ArtefactId): Story | null;
		context(id: ArtefactId): Context | null;
		titleOf(id: ArtefactId): string;
		canonical(id: ArtefactId): { readonly text: string; readonly revision: Revision } | null;
		textOf(id: ArtefactId, field: FieldName): Y.Text;
	};
	readonly designs: { open(id: ComponentId): OpenDesign; textOf(id: ComponentId): string };
	readonly lifecycle: {
		readonly policy: Policy;
		readonly practices: Practices;
		isDecidedOn(id: ArtefactId): boolean;
		view(id: ArtefactId): ArtefactView;
		actions(id: ArtefactId): readonly ActionOffer[];
		downstreamOf(id: ArtefactId): readonly ArtefactId[];
		findings(id?: ArtefactId): readonly Finding[];
		isKnown(finding: Finding): boolean;
	};
	readonly history: {
		readonly refusals: readonly NotCounted[];
		of(id: ArtefactId): readonly HistoryEntry[];
		recent(limit: number): readonly (HistoryEntry & { readonly artefact: ArtefactId | null })[];
		readonly uncounted: readonly (HistoryEntry & { readonly artefact: ArtefactId | null })[];
		dismiss(event: EventId): void;
	};
	readonly names: { of(id: string): string; textOf(ref: BlobRef): string | null };
	readonly texts: { read(revision: Revision): Promise<string | null> };
	readonly status: {
		readonly connection: ConnectionWords;
		readonly saved: SavedWords;
		readonly observed: Observed | null;
		save(): Promise<Result<readonly string[], Refusal>>;
		writePolicyFile(): Promise<Result<void, Refusal>>;
	};
	readonly presence: {
		readonly people: readonly Person[];
		setWhere(where: string | null, doing: string | null): void;
	};
	readonly undo: {
		readonly origin: object;
		readonly canUndo: boolean;
		readonly last: object | null;
		undo(): void;
		redo(): void;
	};
	readonly team: Team;
	readonly keyring: Keyring;
	readonly edits: Edits;
	readonly decisions: Decisions;
	readonly founding: Founding;
	close(): Promise<void>;
}
