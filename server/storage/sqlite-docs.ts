import { bytesIn, numberIn, textIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import { packFrames, unpackFrames } from '#server/storage/frames.ts';
import type { DocStore } from '#server/storage/store.ts';

/**
 * Documents in SQLite. Which rows of `updates` belong to a document is known here, in memory:
 * read once, on the first need, and kept up with every write.
 */
export function createSqliteDocs(connection: Connection): DocStore {
	const { database, once, transaction } = connection;
	const sql = {
		list: database.prepare('SELECT name, generation FROM docs ORDER BY name'),
		find: database.prepare('SELECT id FROM docs WHERE name = ?'),
		load: database.prepare('SELECT generation, snapshot FROM docs WHERE id = ?'),
		create: database.prepare('INSERT INTO docs (name, generation, snapshot) VALUES (?, ?, ?)'),
		snapshot: database.prepare('UPDATE docs SET snapshot = ? WHERE id = ?'),
		remove: database.prepare('DELETE FROM docs WHERE id = ?'),
		append: database.prepare('INSERT INTO updates (doc, frames) VALUES (?, ?)'),
		rows: database.prepare('SELECT seq, doc FROM updates ORDER BY seq'),
		frames: database.prepare('SELECT frames FROM updates WHERE seq = ?'),
		drop: database.prepare('DELETE FROM updates WHERE seq = ?'),
	};
	const idByName = new Map<string, number>();
	let tailRows: Map<number, number[]> | null = null;

	connection.onRollback(() => {
		idByName.clear();
		tailRows = null;
	});

	function idOf(name: string): number | null {
		const known = idByName.get(name);
		if (known !== undefined) return known;
		const row = sql.find.get(name);
		if (!row) return null;
		const id = numberIn(row, 'id');
		idByName.set(name, id);
		return id;
	}

	function mustFind(name: string): number {
		const id = idOf(name);
		if (id === null) throw new Error(`There is no document ${name}.`);
		return id;
	}

	function rowsOf(id: number): number[] {
		tailRows ??= readTailRows();
		const rows = tailRows.get(id) ?? [];
		tailRows.set(id, rows);
		return rows;
	}

	function readTailRows(): Map<number, number[]> {
		const byDoc = new Map<number, number[]>();
		for (const row of sql.rows.iterate()) {
			const doc = numberIn(row, 'doc');
			const rows = byDoc.get(doc);
			if (rows) rows.push(numberIn(row, 'seq'));
			else byDoc.set(doc, [numberIn(row, 'seq')]);
		}
		return byDoc;
	}

	function load(name: string) {
		const id = idOf(name);
		if (id === null) return null;
		const row = sql.load.get(id);
		const tail = rowsOf(id).flatMap((seq) => unpackFrames(bytesIn(sql.frames.get(seq), 'frames')));
		return { generation: textIn(row, 'generation'), snapshot: bytesIn(row, 'snapshot'), tail };
	}

	function create(name: string, generation: string, seed: Uint8Array) {
		if (idOf(name) !== null) throw new Error(`There is a document ${name} already.`);
		once(() => sql.create.run(name, generation, seed));
	}

	function append(updates: readonly { name: string; update: Uint8Array }[]) {
		const byDoc = Map.groupBy(updates, ({ name }) => mustFind(name));
		if (byDoc.size === 0) return;
		// The first call reads what is there, so it comes before anything is added.
		for (const id of byDoc.keys()) rowsOf(id);
		const insert = () =>
			Array.from(byDoc, ([id, of]) => {
				const frames = packFrames(of.map(({ update }) => update));
				return { id, seq: Number(sql.append.run(id, frames).lastInsertRowid) };
			});
		// A single insert commits by itself, which saves two statements on the hot path.
		const added = byDoc.size === 1 ? once(insert) : transaction(insert);
		for (const { id, seq } of added) rowsOf(id).push(seq);
	}

	function compact(name: string, state: Uint8Array) {
		const id = mustFind(name);
		const rows = rowsOf(id);
		transaction(() => {
			sql.snapshot.run(state, id);
			for (const seq of rows) sql.drop.run(seq);
		});
		tailRows?.delete(id);
	}

	function remove(name: string) {
		const id = idOf(name);
		if (id === null) return;
		const rows = rowsOf(id);
		transaction(() => {
			for (const seq of rows) sql.drop.run(seq);
			sql.remove.run(id);
		});
		tailRows?.delete(id);
		idByName.delete(name);
	}

	return {
		list: () =>
			sql.list
				.all()
				.map((row) => ({ name: textIn(row, 'name'), generation: textIn(row, 'generation') })),
		load,
		create,
		append,
		compact,
		remove,
	};
}
