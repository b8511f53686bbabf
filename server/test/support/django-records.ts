/** A record and its password, as a real Django made them. */
interface DjangoRecord {
  readonly algorithm: string;
  readonly password: string;
  readonly record: string;
}

const manyWords = "correct horse battery staple ".repeat(12);

/** Records at the cost that Django 5.2 uses, each for the password `lètmein`. */
export const djangoDefaultRecords: readonly DjangoRecord[] = fitting("lètmein", [
  "pbkdf2_sha256$1000000$seasalt$r1uLUxoxpP2Ued/qxvmje7UH9PUJBkRrvf9gGPL7Cps=",
  "argon2$argon2id$v=19$m=102400,t=2,p=8$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ$xxk2kluVSVtjlIPDBEsQ3PlZ45SjTVTdtMn/477ektM",
  "scrypt$16384$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw==",
]);

/** Cheap records of every algorithm that Django knows, and of its older versions. */
export const djangoRecords: readonly DjangoRecord[] = [
  ...fitting("lètmein", [
    "pbkdf2_sha256$1000$seasaltseasaltseasalt1$ByDLwFcLXi3YhFaA3hudyGCwiYh1Sik4FL98D2Zc20Y=",
    "pbkdf2_sha1$1000$seasaltseasaltseasalt1$yT/H49wWGgd4CFZw6J/qiyXyeAQ=",
    "argon2$argon2id$v=19$m=64,t=1,p=2$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ$qJgfZlwnjIU997lOgY8JmNKAqA7cSvLKBl1e/nPK8JM",
    "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuulyx/yrfLnuLCi6gwFG5mrkJjuQKpL6S",
    "bcrypt$$2b$04$abcdefghijklmnopqrstuuanVo7Xut1CH8VGIGlz1JovQh9GJbbtG",
    "scrypt$16$seasaltseasaltseasalt1$8$1$Hxx9Iko0tA5lIMwWNifzvDOz/eIr2I8t8Ej8NCvT27BiNHRxACXEBu/AEy35nSoaWcmJQT3KOmGlAXNBhOVS7A==",
    "md5$seasaltseasaltseasalt1$d40497d3861888ac0ef97ad41b2127d7",
    "bcrypt$$2a$05$abcdefghijklmnopqrstuu2c1e4vZoCxDVRU9N6VCSSmNg4cQa1Ve",
    "bcrypt$$2y$05$abcdefghijklmnopqrstuu2c1e4vZoCxDVRU9N6VCSSmNg4cQa1Ve",
    "bcrypt_sha256$$2a$05$abcdefghijklmnopqrstuuaQz6CVhbgRiZmnmiNLc9bv5cauhFkti",
    "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3",
    "argon2$argon2d$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$a8pgdSNBHcTuBzsj/A+xgf6tC0X/HMliwCsq8mw6v4Q",
    "argon2$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$NepB1LuFU+2iB+F5AFIAACz6XrwXUAUgM68mzlxxTxU",
  ]),
  ...fitting("", [
    "pbkdf2_sha256$1000$Zx9Qw3Er7Ty1Ui5Op2As4D$qG9CcINxPODWpuExc2Ovqo6BYQtI4DiPXRKrwWx+5U4=",
    "pbkdf2_sha1$1000$Zx9Qw3Er7Ty1Ui5Op2As4D$KpnGS2+VUlj7+ADTwxCHQDhdXEU=",
    "argon2$argon2id$v=19$m=64,t=1,p=2$Wng5UXczRXI3VHkxVWk1T3AyQXM0RA$K+Dcz5/l/Bvyyun9RDFBWapwQK/H0SBd7zKwCwsIArc",
    "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuAGUtA0XVhWMYe2lvlA94phs07MYN67C",
    "bcrypt$$2b$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq",
    "scrypt$16$Zx9Qw3Er7Ty1Ui5Op2As4D$8$1$5KGeKPbket8qUcU6dPqcFm6CLQCSB7DK0eMflieOg0RRfjr0GWm93ctmV8Og2QYYdQI3qNB6ecdNAqq5Q5N57A==",
    "md5$Zx9Qw3Er7Ty1Ui5Op2As4D$edf1449d74f2f383ea808c3d98e5c560",
  ]),
  ...fitting("   ", [
    "pbkdf2_sha256$1000$seasaltseasaltseasalt1$S7Xu8VexGymLeXwEIwxRCQexfP85/CBh9gk0AvgLaLY=",
    "pbkdf2_sha1$1000$seasaltseasaltseasalt1$XJaF/cLid1nOYoC0Sg4oSj+9KZA=",
    "argon2$argon2id$v=19$m=64,t=1,p=2$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ$QD/V7cQGWwwf2LCm4v7wNvq8fR+oFrrFyDo+LpMgMw0",
    "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuvrcnUBnQ2UD/18lYisGLA3ENVSxChIK",
    "bcrypt$$2b$04$abcdefghijklmnopqrstuuUn770hBMO9V4RHfz3EvBL7pYM4QxJr6",
    "scrypt$16$seasaltseasaltseasalt1$8$1$1ha1LYHbgEZ1bDIrthxfbIxuPm8V6Z9ZApX3ll2x/nT4fuzrQ8Q+xuWru33kd0w4gSXO66RK3vNjZE69jNjtww==",
    "md5$seasaltseasaltseasalt1$a81dd598932f2e1a68661ebbd274d68c",
  ]),
  ...fitting("𝒑ässwörd ключ 🔑", [
    "pbkdf2_sha256$1000$Zx9Qw3Er7Ty1Ui5Op2As4D$MKRYoBI2s5Wl49LaIU0kJiECvUJKG7b7cFE1/DZgLN4=",
    "pbkdf2_sha1$1000$Zx9Qw3Er7Ty1Ui5Op2As4D$PiQHwAUpLrLbBXPFawkEBBWX7PU=",
    "argon2$argon2id$v=19$m=64,t=1,p=2$Wng5UXczRXI3VHkxVWk1T3AyQXM0RA$ecTea7oJ2/siV78R6f/O0WHsMRuDyL+E33UE77WmcY8",
    "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuubXuktiHiuCTVZ2d7Q.W72KxA4m/NqwS",
    "bcrypt$$2b$04$abcdefghijklmnopqrstuuBIyEtg7EP21iGaNy3z13f3qoMVq6RLq",
    "scrypt$16$Zx9Qw3Er7Ty1Ui5Op2As4D$8$1$ViJC0/KvMUqhOSODaVNzaYKFUIXXwnqOshteWFv/q3TgsG34UkR5JhCVeIkkXDF2ABGMQ82X6e4IOwlKin4bng==",
    "md5$Zx9Qw3Er7Ty1Ui5Op2As4D$2d28552b4d83e5142701bf82ce514331",
  ]),
  ...fitting(manyWords, [
    "pbkdf2_sha256$1000$seasaltseasaltseasalt1$QVoF+6y7Sgk/eqRxsgk+xjAWdDPJSOXUfKLtGLTSW60=",
    "pbkdf2_sha1$1000$seasaltseasaltseasalt1$Jy2kBV5kgT5iAII5K0PTfY/l1B8=",
    "argon2$argon2id$v=19$m=64,t=1,p=2$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ$oaC7CGxHrLo3B9FnTmJ79qOEHj90rQuyl5t1r79EMzg",
    "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuG6eHsTXujbmLNBST/eZYiBKkE1oG52e",
    "scrypt$16$seasaltseasaltseasalt1$8$1$lG3D4/Gtx0GocqXm7EjX0SsGKu0OYu4GGs4LNRDJRr5ir/noI/xJ5EnzerMVwTSYPrQOUhRW041VHIGOI9VQ0w==",
    "md5$seasaltseasaltseasalt1$f4e89ff04562c705aadc558de4158abc",
  ]),
  ...fitting("le\u0300tmein", [
    "pbkdf2_sha256$1000$seasaltseasaltseasalt1$CBr9crZLmWHE/OzzggYm+Fl/utf+IVLueed4VY7COUA=",
    "pbkdf2_sha1$1000$seasaltseasaltseasalt1$T5vz9SCrVpvD1NEFYX4sH+2a91g=",
    "argon2$argon2id$v=19$m=64,t=1,p=2$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ$SsGVh5CFH51e1N2s8RAStJ3qzFWWJNl2y0Npz4gQ9Vs",
    "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuud3Eh3pdNHfPBFnQZZNY9vp5Ka.aLg4y",
    "bcrypt$$2b$04$abcdefghijklmnopqrstuuLnkAEYm0YjSM5eMgE3OB/rdZovljjh6",
    "scrypt$16$seasaltseasaltseasalt1$8$1$MCctQPbaqR+CKDjnKZEpcg5ZuqMEweRarpI1zd6+e9GR13YD3pJkq8IRsHppzCZSosUphbFasyZwrkZOHrmBbQ==",
    "md5$seasaltseasaltseasalt1$28b01ff23b5a9c6ef1ed0b5f199c3182",
  ]),
  ...fitting("a".repeat(72), ["bcrypt$$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe"]),
  // Django 1.x wrote no version.
  ...fitting("secret", [
    "argon2$argon2i$m=8,t=1,p=1$c29tZXNhbHQ$gwQOXSNhxiOxPOA0+PY10P9QFO4NAYysnqRt1GSQLE55m+2GYDt9FEjPMHhP2Cuf0nOEXXMocVrsJAtNSsKyfg",
  ]),
];

function fitting(password: string, records: readonly string[]): DjangoRecord[] {
  return records.map((record) => ({ algorithm: record.split("$", 1)[0] ?? "", password, record }));
}
