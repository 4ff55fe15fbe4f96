import { tick } from 'svelte';
import { focusField } from '#client/features/frame/focus-field.ts';
import { Drag, rowAt } from '#client/features/story/drag.svelte.ts';
import { dropPlace, stepPlace } from '#client/features/story/move-places.ts';
import { pastedCriteria } from '#client/features/story/pasted-criteria.ts';
import { Selection } from '#client/features/story/selection.svelte.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { figure } from '#shared/counted.ts';
import { AcceptanceCriterionId, type StoryId } from '#shared/id.ts';

interface Outside {
	/** A Story was cut in two: goes to the second. */
	split(second: StoryId): Promise<void>;
	/** Asks to which Story these go. */
	move(criteria: readonly AcceptanceCriterionId[]): void;
}

/** What is done with the criteria of one Story, by keyboard, pointer or menu. */
export class CriteriaEditor {
	#workspace: Workspace;
	#story: StoryId;
	#ids: () => readonly AcceptanceCriterionId[];
	#outside: Outside;
	readonly chosen: Selection<AcceptanceCriterionId>;
	readonly drag: Drag<AcceptanceCriterionId>;
	/** Added here and not known to be written yet, each with the step that undo would take back. */
	#fresh = new Map<AcceptanceCriterionId, object | null>();
	/** Whether a pointer is down. */
	pressed = false;
	/** The list on the page. */
	element: HTMLElement | null = null;

	constructor(
		workspace: Workspace,
		story: StoryId,
		ids: () => readonly AcceptanceCriterionId[],
		outside: Outside,
	) {
		this.#workspace = workspace;
		this.#story = story;
		this.#ids = ids;
		this.#outside = outside;
		this.chosen = new Selection(ids);
		this.drag = new Drag<AcceptanceCriterionId>({
			carried: (id) => this.chosen.around(id),
			targetAt: (_, y) =>
				rowAt(
					this.element?.querySelectorAll<HTMLElement>('[data-criterion]') ?? [],
					y,
					({ dataset }) => AcceptanceCriterionId.safeParse(dataset['criterion']).data ?? null,
				),
			drop: (carried, over) => this.#place(carried, dropPlace(ids(), new Set(carried), over)),
			scroller: () => this.element?.closest<HTMLElement>('.detail') ?? null,
		});
	}

	add(after: AcceptanceCriterionId | null): void {
		for (const id of this.#fresh.keys()) this.drop(id);
		const added = this.#workspace.edit.addCriterion(this.#story, '', after);
		this.#fresh.set(added, this.#workspace.lastEdit);
		this.#focus(added);
	}

	/** The next criterion; from one that stays empty, on to what comes after it. */
	enter(id: AcceptanceCriterionId, adder: () => void): void {
		const ids = this.#ids();
		const next = ids[ids.indexOf(id) + 1];
		if (!this.drop(id)) this.add(id);
		else if (next === undefined) adder();
		else this.#focus(next);
	}

	/** One that was added here and that nobody wrote goes as it came. */
	drop(id: AcceptanceCriterionId): boolean {
		const added = this.#fresh.get(id);
		// Its row loses the focus also when it is taken away.
		const isThere = this.#fresh.delete(id) && this.#ids().includes(id);
		if (!isThere || this.#textOf(id) !== '') return false;
		if (added !== null && added === this.#workspace.lastEdit) this.#workspace.undo();
		else this.#workspace.edit.dropCriterion(this.#story, id);
		return true;
	}

	async remove(id: AcceptanceCriterionId): Promise<void> {
		const ids = this.#ids();
		const at = ids.indexOf(id);
		const next = ids[at - 1] ?? ids[at + 1];
		const text = this.#textOf(id);
		this.#workspace.edit.removeCriterion(this.#story, id);
		if (next === undefined) void focusField(this.#story, 'narrative');
		else this.#focus(next);
		if (text === '') return;
		const { undoToast } = await import('#client/features/story/undo-toast.ts');
		undoToast(this.#workspace, 'Deleted a criterion.');
	}

	/** The criterion before or after; the narrative stands before the first. */
	leave(id: AcceptanceCriterionId, by: -1 | 1): void {
		const ids = this.#ids();
		const at = ids.indexOf(id) + by;
		const next = ids[at];
		if (next !== undefined) this.#focus(next);
		else if (at < 0) void focusField(this.#story, 'narrative');
	}

	step(id: AcceptanceCriterionId, by: -1 | 1): void {
		const ids = this.#ids();
		const moved = this.chosen.around(id);
		const after = stepPlace(ids, ids, new Set(moved), by);
		if (after !== undefined) this.#place(moved, after);
		this.#focus(id, false);
	}

	/** Cuts the Story in two at a character of a criterion; what is chosen leaves instead, if anything is. */
	split(id: AcceptanceCriterionId, at: number): void {
		const { chosen } = this.chosen;
		const place = this.chosen.has(id) ? { criteria: chosen } : { criterion: id, at };
		this.#split(place);
	}

	splitChosen(): void {
		this.#split({ criteria: this.chosen.chosen });
	}

	moveAway(id: AcceptanceCriterionId): void {
		this.#outside.move(this.chosen.around(id));
		this.chosen.clear();
	}

	async removeChosen(): Promise<void> {
		const { chosen } = this.chosen;
		const { doc } = this.#workspace.textOf(this.#story, 'title');
		doc?.transact(() => {
			for (const id of chosen) this.#workspace.edit.removeCriterion(this.#story, id);
		}, this.#workspace.origin);
		const words = chosen.length === 1 ? 'a criterion' : `${figure(chosen.length)} criteria`;
		const { undoToast } = await import('#client/features/story/undo-toast.ts');
		undoToast(this.#workspace, `Deleted ${words}.`);
	}

	/** Several lines become several criteria, as one step of undo. False when it is no such text. */
	paste(id: AcceptanceCriterionId, pasted: string, from: number, to: number): boolean {
		const [first, ...others] = pastedCriteria(pasted);
		if (first === undefined || others.length === 0) return false;
		const text = this.#workspace.textOf(this.#story, `criteria/${id}`);
		let last: AcceptanceCriterionId | undefined;
		text.doc?.transact(() => {
			if (to > from) text.delete(from, to - from);
			text.insert(from, first);
			last = this.#workspace.edit.addCriteria(this.#story, others, id).at(-1);
		}, this.#workspace.origin);
		if (last !== undefined) this.#focus(last);
		return true;
	}

	#split(place: Parameters<Workspace['edit']['splitStory']>[1]): void {
		const second = this.#workspace.edit.splitStory(this.#story, place);
		this.chosen.clear();
		void this.#outside.split(second);
	}

	#place(ids: readonly AcceptanceCriterionId[], after: AcceptanceCriterionId | null): void {
		this.#workspace.edit.moveCriteria(this.#story, ids, this.#story, after);
	}

	#textOf(id: AcceptanceCriterionId): string {
		return this.#workspace.textOf(this.#story, `criteria/${id}`).toString();
	}

	/** A row that moved keeps the caret where it was. */
	#focus(id: AcceptanceCriterionId, atEnd = true): void {
		const field = document.activeElement;
		const caret = field instanceof HTMLTextAreaElement ? field.selectionEnd : null;
		void focusField(this.#story, `criteria/${id}`).then(async () => {
			await tick();
			const now = document.activeElement;
			if (!atEnd && caret !== null && now instanceof HTMLTextAreaElement)
				now.setSelectionRange(caret, caret);
		});
	}
}
