import type { DeskRow } from '#client/features/import/desk-rows.ts';
import type { PlannedPiece } from '#shared/import/plan.ts';

/** Goes from piece to piece by keyboard; the one it stands on stays when others come and go. */
export class Walk {
	key = $state<string | null>(null);
	#rows: () => readonly DeskRow[];
	#show: (at: number) => void;

	constructor(rows: () => readonly DeskRow[], show: (at: number) => void) {
		this.#rows = rows;
		this.#show = show;
	}

	get piece(): PlannedPiece | null {
		const row = this.#rows().find(({ key }) => key === this.key);
		return row?.kind === 'piece' ? row.piece : null;
	}

	goTo(key: string): void {
		this.key = key;
	}

	step(by: 1 | -1): void {
		const rows = this.#rows();
		let at = rows.findIndex(({ key }) => key === this.key);
		if (at < 0 && by < 0) at = rows.length;
		for (at += by; rows[at] !== undefined; at += by) {
			const row = rows[at];
			if (row?.kind !== 'piece') continue;
			this.key = row.key;
			this.#show(at);
			return;
		}
	}
}
