import { describe, expect, test } from "vitest";
import { redact } from "../../../lib/ops/redact.ts";

const botToken = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-";
const claudeKey = "sk-ant-api03-Zz_9-abcdefghijklmnop";

describe("no operator can read", () => {
  test.each([
    botToken,
    `https://api.telegram.org/bot${botToken}/sendMessage`,
    `https://api.telegram.org/file/bot${botToken}/photos/a.jpg`,
    `token=${botToken}&x=1`,
    `"${botToken}"`,
    `${botToken} and ${botToken}`,
  ])("the bot's token in %j", (text) => {
    expect(redact(text)).not.toContain("AAHdq");
  });

  test.each([claudeKey, `x-api-key: ${claudeKey}`, `{"key":"${claudeKey}"}`])(
    "Claude's key in %j",
    (text) => {
      expect(redact(text)).not.toContain("Zz_9");
    },
  );

  test.each([
    "Bearer AbC123+/=.token~",
    "authorization: bearer AbC123.token",
    '"Bearer AbC123xyz"',
  ])("what is borne in %j", (text) => {
    expect(redact(text)).not.toContain("AbC123");
  });

  test.each([
    "postgres://ferry:hunter2!%40@db.neon.tech/ferry?sslmode=require",
    "could not connect to postgresql://ferry:hunter2@localhost:5432",
    "POSTGRES://ferry:hunter2@h",
  ])("the password in %j", (text) => {
    expect(redact(text)).not.toContain("hunter2");
  });
});

test("everything else stays readable", () => {
  expect(redact("postgres://ferry:pass@db.neon.tech/ferry")).toBe(
    "postgres://ferry:…@db.neon.tech/ferry",
  );
  expect(redact(`bot${botToken}/getMe failed`)).toBe("bot…/getMe failed");
  for (const plain of [
    "thread -1001234567890:17:42 took 1200 ms",
    "https://example.org/a:b@c",
    "update 900000001 of 12:34:56",
    "a bearer of news",
    "",
  ]) {
    expect(redact(plain)).toBe(plain);
  }
});
