import { DurableObject } from "cloudflare:workers";

/**
 * The physical limit: the fewest D1 statements that do each operation. No router, no sign-in, no input checks. Where
 * TIMER is bound, each new invitation also arms an alarm in an object of its own: the least that expiry needs.
 */
type Env = { DB: D1Database; TIMER?: DurableObjectNamespace<InvitationTimer> };

const week = 7 * 24 * 3600 * 1000;

const sql = {
  create: `INSERT INTO invitation (token, org_id, email, role, status, expires_at, created_at)
           VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6)`,
  join: `INSERT INTO member (id, org_id, user_id, role, created_at)
         SELECT ?1, i.org_id, u.id, i.role, ?2 FROM invitation i JOIN user u ON u.email = i.email
         WHERE i.token = ?3 AND i.status = 'pending' AND i.expires_at > ?2`,
  claim: `UPDATE invitation SET status = 'accepted'
          WHERE token = ?1 AND status = 'pending' AND expires_at > ?2`,
  get: "SELECT token, org_id, email, role, status, expires_at FROM invitation WHERE token = ?1",
  list: `SELECT m.id, m.role, m.created_at, u.id AS user_id, u.email, u.name
         FROM member m JOIN user u ON u.id = m.user_id
         WHERE m.org_id = ?1 ORDER BY m.created_at DESC LIMIT 25`,
  restart: "UPDATE invitation SET expires_at = ?2 WHERE token = ?1 AND status = 'pending'",
};

export class InvitationTimer extends DurableObject {
  arm(at: number): Promise<void> {
    return this.ctx.storage.setAlarm(at);
  }
  override alarm(): void {}
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const db = env.DB;
    const now = Date.now();
    switch (`${request.method} ${url.pathname}`) {
      case "POST /invite": {
        const { org, email, role } = await request.json<{ org: string; email: string; role: string }>();
        const token = newId(24);
        const expiresAt = now + week;
        await db.prepare(sql.create).bind(token, org, email, role, expiresAt, now).run();
        await env.TIMER?.getByName(token).arm(expiresAt);
        return Response.json({ token, expiresAt });
      }
      case "POST /resend": {
        const { token } = await request.json<{ token: string }>();
        const expiresAt = now + week;
        const { meta } = await db.prepare(sql.restart).bind(token, expiresAt).run();
        await env.TIMER?.getByName(token).arm(expiresAt);
        return Response.json({ expiresAt }, { status: meta.changes === 1 ? 200 : 409 });
      }
      case "POST /accept": {
        const { token } = await request.json<{ token: string }>();
        const [joined] = await db.batch([
          db.prepare(sql.join).bind(newId(), now, token),
          db.prepare(sql.claim).bind(token, now),
        ]);
        const ok = joined?.meta.changes === 1;
        return Response.json({ ok }, { status: ok ? 200 : 409 });
      }
      case "GET /invite": {
        const row = await db.prepare(sql.get).bind(url.searchParams.get("token")).first();
        return Response.json(row, { status: row ? 200 : 404 });
      }
      case "GET /members": {
        const { results } = await db.prepare(sql.list).bind(url.searchParams.get("org")).all();
        return Response.json({ members: results });
      }
      case "GET /ok":
        return Response.json({ ok: true });
    }
    return new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;

function newId(bytes = 16): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
