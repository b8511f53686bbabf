import { SettingFault } from "./setting.js";

/** At most `limit` times within `windowSeconds`. */
export interface Rate {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** The limits of one operation: by the client's address, and by the account (or identifier) it aims at. */
export interface OperationRates {
  readonly perAddress: Rate | null;
  readonly perAccount: Rate | null;
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Limits in the notation `20/m/ip,5/5m/key`: count, window, and what is counted by; `off` for none. */
export const operationRates = {
  form: "limits such as 20/m/ip,5/5m/key, or off",
  parse(value: string): OperationRates {
    if (value === "off") return { perAddress: null, perAccount: null };
    const rates: { perAddress: Rate | null; perAccount: Rate | null } = { perAddress: null, perAccount: null };
    for (const part of value.split(",")) {
      const match = /^(\d{1,6})\/(\d{0,4})([smhd])\/(ip|key)$/.exec(part.trim());
      if (!match) throw new SettingFault(`must be limits such as 20/m/ip,5/5m/key, or off; "${part.trim()}" is not`);
      const [, limit, windows, unit, by] = match as unknown as [string, string, string, string, string];
      const rate = { limit: Number(limit), windowSeconds: (windows === "" ? 1 : Number(windows)) * (secondsOf[unit] ?? 1) };
      if (rate.limit === 0 || rate.windowSeconds === 0) throw new SettingFault(`"${part.trim()}" has a zero; write off for no limit`);
      rates[by === "ip" ? "perAddress" : "perAccount"] = rate;
    }
    return rates;
  },
};
