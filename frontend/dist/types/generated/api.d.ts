export interface paths {
    "/connect-personio/{company}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the careers page in whatever was typed
         * @description The answer asks "is this you?". It is wise to show it: names are unique at Personio, but a customer may mistype
         *     one into somebody else's.
         */
        post: operations["resolveBoard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect-personio/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /**
         * Show the connection
         * @description No secret is ever in it; the last four characters of the token, or of the client's id, are, where it is long
         *     enough. `hint` is for admins alone.
         */
        get: operations["showConnection"];
        /**
         * Connect, or replace the credentials
         * @description With the Recruiting API token, or with an API client: exactly one of them. Board and credentials are proven
         *     first, and only then stored. If a proof fails, what was in force stays in force, so that moving from one kind to
         *     the other leaves no gap. The proof uploads 34 bytes of text to Personio and creates no applicant; with a client
         *     it also looks for up to three of the board's positions, to tell whether they are its account's.
         */
        put: operations["connectPersonio"];
        post?: never;
        /**
         * Disconnect
         * @description Cuts the connection, then takes its credentials out of use; where its store does not answer, a sweep does so later.
         *     What was exported stays shown; what waits explains itself as `disconnected` when it is next looked at.
         */
        delete: operations["disconnectPersonio"];
        options?: never;
        head?: never;
        /**
         * Pause or resume, choose language and channel
         * @description A field that is absent stays as it is, and so does a `paused` or `language` that is null. Another channel has
         *     not been refused yet.
         */
        patch: operations["settleConnection"];
        trace?: never;
    };
    "/connect-personio/{company}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the stored credentials now
         * @description A success ends `needs_reconnect`, `feature_off` and an outage; what waited for it goes on.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect-personio/{company}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /**
         * Show the company's own rules for what is sent
         * @description What goes into which attribute at Personio, in which phase an applicant begins, which tags they get, which fields
         *     are not sent. Without rules `version` is 0, and what is sent is what the preview of any match shows. `asked_for`
         *     names the attributes for which Personio refused applications that wait now.
         */
        get: operations["showRules"];
        /**
         * Save the company's own rules
         * @description All of them, in place of the `version` that was read. What waits for an attribute, an option or another rule goes on
         *     at once; nothing else does. What does not fit is named in `faults`, all of it at once, and nothing is saved. If
         *     somebody saved meanwhile, the problem has what is in force now in `rules`.
         */
        put: operations["saveRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/list-jobs/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /**
         * List the published positions
         * @description Read live from the feed, in Personio's order. A search (`q`) may be answered from what was read in the last
         *     30 seconds. While Personio does not answer, the problem has the `last` list and its `age`.
         */
        get: operations["listPositions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-job/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a job ad of a position
         * @description `missing` names what matched.io needs and the feed does not give; with nothing missing the ad is `complete`.
         */
        post: operations["importPosition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-job/{company}/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Undo an import
         * @description Deletes the `draft` that an import made (`imported`), with its link, while no match and no export belongs to it;
         *     anything else answers `job_in_use`. The answer is the ad as it was. A second call finds none: `job_not_found`.
         */
        delete: operations["discardJob"];
        options?: never;
        head?: never;
        /**
         * Complete a job ad
         * @description A detail that is absent or null stays as it is.
         */
        patch: operations["completeJob"];
        trace?: never;
    };
    "/import-job/{company}/jobs/{job}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer what changed at Personio
         * @description `changed` of the ad says by field what the ad says (`from`) and what Personio says by now (`to`). `take_over` puts
         *     what was shown into the ad, `ignore` keeps the ad; either ends the difference until Personio changes the field
         *     again. What people changed in the ad is no difference, and nothing is ever taken over by itself.
         */
        post: operations["answerChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-job/{company}/jobs/{job}/link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Link an older job ad to a position
         * @description Ties an ad that matched.io made itself to a published position; no word of it changes. A tie that the ad has is
         *     replaced. `matches_following` matches that waited for it are looked at again at once.
         */
        put: operations["linkJob"];
        post?: never;
        /**
         * Unlink a job ad
         * @description What was exported stays; what was not waits as `not_linked`.
         */
        delete: operations["unlinkJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export-applicant/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /**
         * List exports
         * @description Fifty a page, latest success first.
         */
        get: operations["listExports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export-applicant/{company}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /**
         * Count exports and applicants
         * @description Exports by state; applicants by what became of them, where the company has them followed.
         */
        get: operations["showSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export-applicant/{company}/matches/{match}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the match. */
                match: components["parameters"]["match"];
            };
            cookie?: never;
        };
        /** Show an export */
        get: operations["showExport"];
        put?: never;
        /**
         * “Personio Export”
         * @description An empty body is a plain click. The answer comes when Personio has answered, and is the export, **with status
         *     200 whatever came of it**: read `state`. With `preview`, it is the exact document that would be sent; nothing is
         *     sent and nothing written. With `rules` beside `preview`, it is the document under these, which are not saved.
         */
        post: operations["exportMatch"];
        /**
         * Cancel what has not been sent
         * @description What is final or cancelled already stays as it is, and is the answer.
         */
        delete: operations["cancelExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export-applicant/{company}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /**
         * List applicants who deleted their profile
         * @description Their applications are in the company's Personio, or may be, and only the company can erase them there. Each is
         *     told until somebody acknowledges it, until `expires_at` at the latest. The latest first, a hundred at most.
         */
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export-applicant/{company}/erasures/{match}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the match. */
                match: components["parameters"]["match"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Say that an applicant is erased in Personio, too
         * @description Name and address are forgotten here with it, and a line of the audit trail says who did it. The answer is what is
         *     left to be done; a second time changes nothing.
         */
        delete: operations["acknowledgeErasure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export-applicant/{company}/back-fill": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        /** Show how far a back-fill came */
        get: operations["showBackFill"];
        put?: never;
        /**
         * Export all older successes, too
         * @description Matches that succeeded before the company connected, or of which nobody knows when, are exported only by this or
         *     by a click. The request is stored; the matches are looked at in pages, and their exports leave after clicks and
         *     new successes, 15 a minute at most.
         */
        post: operations["backFill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Id: string;
        /**
         * @description In which a board can be asked for.
         * @enum {string}
         */
        Language: "de" | "en" | "fr" | "es" | "nl" | "it" | "pt";
        /** @description A place in a list. Nothing in it has to be escaped in an address; what it says is ours alone. */
        Cursor: string;
        /** @description Personio's id of a position. */
        PositionId: number;
        Resolve: {
            /**
             * @description Whatever the customer typed: the whole address, without https, with a path, the old
             *     `name-jobs.personio.de`, the address of the login, or the bare name.
             */
            url: string;
        };
        Connect: components["schemas"]["ConnectWithToken"] | components["schemas"]["ConnectWithClient"];
        ConnectWithToken: {
            /** @description As in resolve. */
            url: string;
            /** @description Personio's Company-ID; digits. */
            personio_company_id: string | number;
            /**
             * Format: password
             * @description The Recruiting API token; white space around it and a pasted `Bearer` are forgiven.
             */
            access_token: string;
            /** @description Where Personio counts the applicants to; digits. */
            channel_id?: string | number | null;
        };
        ConnectWithClient: {
            /** @description As in resolve. */
            url: string;
            /** @description Personio's Company-ID; digits. */
            personio_company_id: string | number;
            client: components["schemas"]["Client"];
            /** @description Where Personio counts the applicants to; digits. */
            channel_id?: string | number | null;
        };
        /** @description Of a custom integration at Personio that may read and write Recruiting; white space around is forgiven. */
        Client: {
            id: string;
            /** Format: password */
            secret: string;
        };
        Settle: {
            /** @description Whether exports wait. */
            paused?: boolean | null;
            /** @description Whether what becomes of applicants is followed; false forgets what was read of them. */
            progress?: boolean | null;
            /**
             * @description Of job ads and of the message to Personio.
             * @enum {string|null}
             */
            language?: "de" | "en" | "fr" | "es" | "nl" | "it" | "pt" | null;
            /** @description What marks applications in Personio as matched.io's; null or empty removes it. */
            channel_id?: string | number | null;
        };
        Import: {
            position_id: components["schemas"]["PositionId"];
            /**
             * @description One of the position's; if absent the connection's, if there is text in it, else the next.
             * @enum {string|null}
             */
            language?: "de" | "en" | "fr" | "es" | "nl" | "it" | "pt" | null;
            details?: components["schemas"]["Details"] | null;
        };
        Complete: {
            details: components["schemas"]["Details"];
        };
        /** @description What a person adds to a draft. */
        Details: {
            title?: string | null;
            /** @description HTML; made safe as Personio's own is. */
            description?: string | null;
            skills?: components["schemas"]["Word"][] | null;
            /** @enum {string|null} */
            seniority?: "student" | "entry-level" | "experienced" | "executive" | null;
            /** @enum {string|null} */
            employment_type?: "permanent" | "freelance" | "working_student" | "intern" | "trainee" | "temporary" | null;
            /** @enum {string|null} */
            working_time?: "full-time" | "part-time" | "full-or-part-time" | null;
            locations?: components["schemas"]["Word"][] | null;
            remote?: boolean | null;
            salary?: components["schemas"]["Pay"] | null;
            /** @enum {string|null} */
            language?: "de" | "en" | "fr" | "es" | "nl" | "it" | "pt" | null;
        };
        Word: string;
        /**
         * @description Replaces the whole salary; at least one amount, min ≤ max ≤ 10 × min. In EUR, CHF, GBP and USD an amount that
         *     nobody pays for its period is refused (`salary_implausible`), such as 60 a year.
         */
        Pay: {
            /** @description ISO 4217. */
            currency: string;
            period: components["schemas"]["Period"];
            /** @description Decimal text. */
            min?: string | null;
            max?: string | null;
        };
        /** @enum {string} */
        Period: "yearly" | "monthly" | "weekly" | "daily" | "hourly";
        /** @description A field is in one of the two at most. */
        ChangesAnswer: {
            /** @default [] */
            take_over?: components["schemas"]["ChangingField"][];
            /** @default [] */
            ignore?: components["schemas"]["ChangingField"][];
        };
        /** @enum {string} */
        ChangingField: "title" | "description" | "locations" | "employment_type" | "working_time" | "seniority" | "experience_years" | "salary" | "skills";
        LinkWish: {
            position_id: components["schemas"]["PositionId"];
        };
        ExportWish: {
            /** @description Another position than the job ad's; without effect on a final export. */
            position_id?: number | null;
            /**
             * @description The exact document
             * @default false
             */
            preview?: boolean;
            /**
             * @description “Export again” after a final state.
             * @default false
             */
            again?: boolean;
            /** @description Only with `preview`. */
            rules?: components["schemas"]["GivenRules"] | null;
        };
        /** @description What is left out is not set. What does not fit beyond this schema is named in `faults`. */
        GivenRules: {
            /** @default [] */
            attributes?: components["schemas"]["AttributeRule"][];
            phase?: components["schemas"]["Phase"] | null;
            tags?: components["schemas"]["Tags"];
            send?: components["schemas"]["Switches"];
            /** @default 0 */
            version?: number;
        };
        /** @description All rules; what is left out is not set. */
        SaveRules: {
            /** @default [] */
            attributes?: components["schemas"]["AttributeRule"][];
            phase?: components["schemas"]["Phase"] | null;
            tags?: components["schemas"]["Tags"];
            send?: components["schemas"]["Switches"];
            /** @description The one that was read; 0 at first. */
            version: number;
        };
        /** @description One of `field` and `constant`. */
        AttributeRule: {
            /** @description Personio's, `custom_attribute_` and a number; or a system attribute's, whose usual value it replaces. */
            id: string;
            /** @description The `name` of one of the answer's `fields`. */
            field?: string | null;
            /** @description 1,000 characters at most. */
            constant?: string | null;
            /**
             * @description Of a choice: the developer's word → `custom_option_` and a number. A developer whose word is not in it waits
             *     as `rule_broken`.
             */
            options?: {
                [key: string]: string;
            } | null;
        };
        /** @description A phase that the company does not have is no error at Personio; the applicant lands in `unassigned`. */
        Phase: {
            /** @description `system` (unassigned, rejected, withdrawn, offer, accepted) or `custom`. */
            type: string;
            /** @description The word of a system phase, the number of a custom one. */
            id: string | number;
        };
        /**
         * @description Beside `matched.io`; 20 at most.
         * @default []
         */
        Tags: string[];
        /**
         * @description By the name of a switch (phone, gender, location, birthday, available_from, salary_expectation, cv), whether the
         *     field may leave; one that is not named may.
         * @default {}
         */
        Switches: {
            [key: string]: boolean;
        };
        RulesInForce: {
            /** @description 0 where none were ever saved. */
            version: number;
            attributes: components["schemas"]["AttributeRule"][];
            phase?: components["schemas"]["Phase"];
            tags: components["schemas"]["Tags"];
            send: components["schemas"]["Switches"];
            /** @description uid */
            changed_by?: string;
            /** Format: date-time */
            changed_at?: string;
        };
        Rules: {
            /** @description 0 where none were ever saved. */
            version: number;
            attributes: components["schemas"]["AttributeRule"][];
            phase?: components["schemas"]["Phase"];
            tags: components["schemas"]["Tags"];
            send: components["schemas"]["Switches"];
            /** @description uid */
            changed_by?: string;
            /** Format: date-time */
            changed_at?: string;
            /** @description Somebody broke them by hand. Nothing is sent until they are saved anew. */
            unreadable: boolean;
            /** @description What an attribute may take. */
            fields: {
                name: string;
                /** @enum {string} */
                type: "text" | "date" | "choice" | "list";
                personal: boolean;
                example: string;
            }[];
            /** @description Names of what may be withheld. */
            switches: string[];
            /** @description By attribute and reason, how many of this company's exports wait for it; of 100 at most. */
            asked_for: {
                id: string;
                reason: components["schemas"]["ExportCode"];
                count: number;
                sentence: string;
            }[];
        };
        Board: {
            slug: string;
            /** @enum {string} */
            tld: "de" | "com";
            /** Format: uri */
            careers_url: string;
            /**
             * Format: uri
             * @description Where Personio shows its customer the credentials.
             */
            credentials_url: string;
            /** @description How many are published. */
            positions: number;
            titles: string[];
            /** @description In which there is text. */
            languages: string[];
            subcompanies: string[];
        };
        Connection: {
            state: components["schemas"]["ConnectionState"];
            /** @description The state in the caller's language. */
            sentence: string;
            /** Format: uri */
            careers_url?: string;
            slug?: string;
            /** @enum {string} */
            tld?: "de" | "com";
            personio_company_id?: string;
            /** @description For admins alone; how to move on from the token. */
            hint?: string;
            /**
             * @description Of the credentials; not after a disconnect.
             * @enum {string}
             */
            kind?: "token" | "client";
            /** @description The client may read */
            reads?: boolean;
            /**
             * @description Whether Personio has shown that the board's positions are this account's. A token shows it with its first
             *     applicant, and sends before. A client whose board was empty shows it with the first link or import; nothing
             *     is sent before.
             */
            account_proven?: boolean;
            /** @description Last characters of the token, or of the client's id; not after a disconnect. */
            token_tail?: string;
            channel_id?: number;
            /** @description Personio does not know the channel; applicants come without it. */
            channel_refused?: boolean;
            language?: components["schemas"]["Language"];
            paused?: boolean;
            /** @description Whether applicants are followed as long as the client may read. */
            progress?: boolean;
            /** Format: date-time */
            connected_at?: string;
            /** @description The admin's uid. */
            connected_by?: string;
            /** Format: date-time */
            last_success_at?: string;
            /**
             * Format: date-time
             * @description When credentials that Personio refuses are checked next; absent once a check will not come by itself.
             */
            next_probe_at?: string;
            problem?: components["schemas"]["ConnectionProblem"];
            feed?: components["schemas"]["FeedState"];
        };
        /**
         * @description What Personio refuses. `sentence` says it in words.
         * @enum {string}
         */
        ConnectionProblem: "credentials_refused" | "client_unknown" | "client_secret_wrong" | "client_refused" | "access_refused" | "scope_missing" | "recruiting_feature_off" | "public_api_off";
        /** @description What the hourly comparison of the careers page with the job ads met last; absent before the first. */
        FeedState: {
            /**
             * Format: date-time
             * @description Of that comparison. News are noted at once; that there is none
             */
            checked_at: string;
            /** @description Published positions at the last reading that succeeded. */
            positions?: number;
            problem?: components["schemas"]["ProblemCode"];
            /**
             * Format: date-time
             * @description Since when there is this problem.
             */
            since?: string;
            /** @description The problem in the caller's language. */
            sentence?: string;
            /** @description What to do about it. */
            hint?: string;
        };
        /**
         * @description `none` never connected · `connected` · `needs_reconnect` Personio refuses the credentials, exports wait ·
         *     `feature_off` recruiting or the API is off at Personio, exports wait · `disconnected`. For seven days
         *     credentials that are refused are checked again, at `next_probe_at`; both refusals end once Personio accepts them.
         * @enum {string}
         */
        ConnectionState: "none" | "connected" | "needs_reconnect" | "feature_off" | "disconnected";
        JobList: {
            language: components["schemas"]["Language"];
            /** Format: date-time */
            fetched_at: string;
            positions: components["schemas"]["Position"][];
            /** @description Job ads whose position is no longer published. */
            closed: components["schemas"]["JobHeading"][];
            /** @description In the caller's language; where a position may be that is not in the list. */
            hint: string;
        };
        /** @description Enumerations are Personio's own words; new ones may come. */
        Position: {
            position_id: number;
            title: string;
            /** @description The primary one first. */
            offices: string[];
            department?: string;
            employment_type?: string;
            schedule?: string;
            seniority?: string;
            languages: string[];
            created_at?: string;
            /** Format: uri */
            url: string;
            /** @description Id of its job ad. */
            imported?: string;
            /** @description Ads of the same title that are linked to nothing; linking one saves an import. */
            suggested?: components["schemas"]["JobHeading"][];
            /** @description Changed at Personio since it was imported. */
            changed: boolean;
            closed: boolean;
        };
        JobHeading: {
            job_id: string;
            title: string;
            status: string;
        };
        JobAd: {
            job_id: string;
            /** @description `draft`, `complete`, or a word of matched.io's own. */
            status: string;
            title: string;
            /**
             * @description Has passed an allow-list (paragraphs, lists, headings, emphasis, https and mailto links) and may be shown as
             *     it is.
             */
            description_html: string;
            description_text: string;
            locations: string[];
            remote?: boolean;
            employment_type?: string;
            working_time?: string;
            seniority?: string;
            experience_years?: components["schemas"]["Years"];
            salary?: components["schemas"]["Salary"];
            skills: string[];
            language?: components["schemas"]["Language"];
            missing: components["schemas"]["Missing"][];
            /** @description The position it is linked to. */
            position_id?: number;
            /**
             * Format: uri
             * @description The position's public page.
             */
            url?: string;
            /** @description Of what the position said when it was taken over or answered to. */
            hash?: string;
            /** Format: date-time */
            linked_at?: string;
            /** @description Uid. */
            linked_by?: string;
            /** @description The position is not published any more. */
            closed?: boolean;
            /** @description An import made the ad; while it is a draft without matches, that can be undone. */
            imported?: boolean;
            changed?: components["schemas"]["Changes"];
            /** @description After linking; how many matches are looked at again at once. */
            matches_following?: number;
        };
        /** @description By field, what Personio changed and nobody answered to yet. */
        Changes: {
            title?: components["schemas"]["Change"];
            description?: components["schemas"]["Change"];
            locations?: components["schemas"]["Change"];
            employment_type?: components["schemas"]["Change"];
            working_time?: components["schemas"]["Change"];
            seniority?: components["schemas"]["Change"];
            experience_years?: components["schemas"]["Change"];
            salary?: components["schemas"]["Change"];
            skills?: components["schemas"]["Change"];
        };
        Change: {
            /** @description What the ad says; of the same type as the ad's field. */
            from: unknown;
            /** @description What Personio says by now. */
            to: unknown;
        };
        /** @description Bounds as decimal text, currency as ISO code, Personio's word for the period. */
        Salary: {
            min?: string | null;
            max?: string | null;
            currency?: string | null;
            period?: string | null;
        };
        Years: {
            min?: number | null;
            max?: number | null;
        };
        /**
         * @description What matched.io needs of the ad. An office that is called "remote" stands in for `locations`; a `freelance` ad
         *     needs no `salary`.
         */
        Missing: {
            /** @enum {string} */
            field: "title" | "description" | "skills" | "seniority" | "employment_type" | "locations" | "salary" | "language" | "salary.currency" | "salary.period";
            /**
             * @description `not_in_feed` · `value_unknown` Personio's word is none of the allowed · `incomplete` an amount without it
             * @enum {string}
             */
            why: "not_in_feed" | "value_unknown" | "incomplete";
            /** @description The allowed values; empty where any will do. */
            allowed: string[];
            /** @description A guess from the title */
            suggestion?: string;
        };
        Export: {
            match_id: string;
            state: components["schemas"]["ExportShown"];
            code?: components["schemas"]["ExportCode"];
            /** @description Ready to be shown; what it is */
            sentence: string;
            /** @description One more sentence */
            hint?: string;
            /**
             * @description Whose move it is.
             * @enum {string}
             */
            who?: "recruiter" | "admin" | "developer" | "matched.io";
            /** @description The inputs at fault */
            fields?: string[];
            /** @description Whether a click can help. */
            can_retry?: boolean;
            /** @description Whether “export again” is possible; ask before. */
            can_again?: boolean;
            /** @enum {string} */
            origin?: "click" | "live" | "back_fill";
            /** @description Uid of whoever clicked; absent where nobody did. */
            by?: string;
            job_id?: string;
            position_id?: number;
            /**
             * Format: date-time
             * @description When it is looked at again.
             */
            due_at?: string;
            /** Format: date-time */
            exported_at?: string;
            /**
             * @description How we know.
             * @enum {string}
             */
            evidence?: "created" | "read" | "inferred";
            /** @description The applicant's page in Personio */
            application_url?: string;
            /**
             * Format: date-time
             * @description Since when somebody stands there who applied in another way.
             */
            applied_at?: string;
            progress?: components["schemas"]["ApplicantProgress"];
            /** @description The match whose request made the applicant. */
            carried_by?: string;
            /** Format: date-time */
            taken_back_at?: string;
            /** Format: date-time */
            updated_at?: string;
            attempts?: components["schemas"]["Attempt"][];
        };
        Erasures: {
            erasures: components["schemas"]["Erasure"][];
        };
        /** @description One applicant whose profile was deleted on matched.io. */
        Erasure: {
            match_id: string;
            /**
             * @description As the export's; `maybe` where nobody knows whether the application arrived.
             * @enum {string}
             */
            state: "exported" | "already_in_personio" | "maybe";
            /** @description What happened. */
            sentence: string;
            /** @description What to do at Personio. */
            hint: string;
            /** @description Absent where nobody knows it any more; so are the next two. */
            first_name?: string;
            last_name?: string;
            email?: string;
            job_id: string;
            /** @description Of the job ad. */
            title?: string;
            position_id: components["schemas"]["PositionId"];
            personio_company_id: string;
            /** @description Personio's, where it is known. */
            application_id?: string;
            /**
             * Format: date-time
             * @description Absent where it was not sent by us.
             */
            exported_at?: string;
            /** Format: date-time */
            erased_at: string;
            /**
             * Format: date-time
             * @description When we forget it in any case.
             */
            expires_at: string;
        };
        /** @description What became of the applicant; for recruiters and admins of the company alone. */
        ApplicantProgress: {
            stage: components["schemas"]["ApplicantStage"];
            /** @description The stage's own name in Personio. */
            name?: string;
            /**
             * Format: date-time
             * @description When it entered the stage; absent where nobody can tell.
             */
            since?: string;
            /**
             * Format: date-time
             * @description When it was last read.
             */
            seen_at: string;
            /** @description The stage in the caller's language. */
            sentence: string;
        };
        /**
         * @description The same in all accounts; `gone` was made anonymous or deleted in Personio.
         * @enum {string}
         */
        ApplicantStage: "in_process" | "offer" | "hired" | "rejected" | "withdrawn" | "gone";
        Summary: {
            exports: components["schemas"]["ExportsByState"];
            applicants: components["schemas"]["ApplicantsByStage"];
        };
        /** @description All exports of the company. */
        ExportsByState: {
            queued: number;
            exporting: number;
            waiting: number;
            needs_action: number;
            exported: number;
            already_in_personio: number;
            cancelled: number;
        };
        /** @description Those that were read. */
        ApplicantsByStage: {
            in_process: number;
            offer: number;
            hired: number;
            rejected: number;
            withdrawn: number;
            gone: number;
        };
        BackFill: {
            /** @description Until the last match was looked at; exports may still wait after that. */
            running: boolean;
            /**
             * Format: date-time
             * @description Absent where nobody asked for one yet.
             */
            requested_at?: string;
            /** @description Uid. */
            requested_by?: string;
            /** @description Successful matches looked at by the last one. */
            found: number;
            /** @description Those of them that had no export and got one. */
            queued: number;
            older?: components["schemas"]["BackFillOlder"];
            exports: components["schemas"]["BackFillExports"];
        };
        /**
         * @description Successes that only a back-fill or a click exports: from before the company connected, or of which nobody knows
         *     when. Absent before the first night after connecting, and from the request of a back-fill until the next night.
         */
        BackFillOlder: {
            /** @description What a back-fill would have queued when they were counted. */
            count: number;
            /**
             * Format: date-time
             * @description They are counted in the night after a change
             */
            counted_at: string;
        };
        /** @description All exports that back-fills queued for the company, by state. */
        BackFillExports: {
            queued: number;
            exporting: number;
            waiting: number;
            needs_action: number;
            exported: number;
            already_in_personio: number;
            cancelled: number;
        };
        /**
         * @description The states of an entry; see data-model.md.
         * @enum {string}
         */
        ExportState: "queued" | "exporting" | "waiting" | "needs_action" | "exported" | "already_in_personio" | "cancelled";
        /**
         * @description A state, or `none` where there is no entry.
         * @enum {string}
         */
        ExportShown: "none" | "queued" | "exporting" | "waiting" | "needs_action" | "exported" | "already_in_personio" | "cancelled";
        /** @enum {string} */
        ExportCode: "retry" | "checking" | "resting" | "confirming_duplicate" | "held" | "reconnect" | "feature_off" | "outage" | "paused" | "not_linked" | "disconnected" | "position_not_published" | "attribute_required" | "developer_incomplete" | "developer_unknown" | "job_unknown" | "company_mismatch" | "document_unreadable" | "rule_broken" | "option_unknown" | "attribute_unknown" | "account_changed" | "refused" | "gave_up" | "erased" | "taken_back" | "by_hand" | "maybe_in_personio" | "still_in_personio";
        Attempt: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            outcome: "created" | "already_there" | "refused" | "credentials_wrong" | "feature_off" | "limited" | "outage" | "unknown" | "channel_refused" | "upload_failed" | "access_refused" | "scope_missing" | "lapsed" | "found" | "not_found" | "reading_failed";
            /** @description Personio's reason codes. */
            reasons?: string[];
            fields?: string[];
            /** @description HTTP status of Personio's answer. */
            status?: number;
            /**
             * @description What became of the CV.
             * @enum {string}
             */
            document: "none" | "attached" | "missing" | "refused" | "unavailable";
            seconds: number;
            trace_id?: string;
        };
        ExportPage: {
            exports: components["schemas"]["Export"][];
            /** @description Cursor of the next page; null at the end. */
            next: components["schemas"]["Cursor"] | null;
        };
        Preview: {
            /** @description Whether a click would send the document now. */
            would_send: boolean;
            document: components["schemas"]["Application"] | null;
            /** @description What a click would come to instead. */
            export: components["schemas"]["Export"] | null;
        };
        /** @description The JSON document as Personio gets it. */
        Application: {
            first_name: string;
            last_name: string;
            email: string;
            job_position_id: number;
            message?: string;
            tags?: string[];
            recruiting_channel_id?: number;
            phase?: components["schemas"]["Phase"];
            attributes?: {
                id: string;
                value: string;
            }[];
            files?: {
                uuid?: string;
                original_filename?: string;
                category?: string;
            }[];
        };
        /** @description RFC 9457. Decide by `code`; show `title`, `detail` and `hint`. */
        Problem: {
            /** @description `urn:matched-io:personio:` and the code. */
            type: string;
            status: number;
            code: components["schemas"]["ProblemCode"];
            title: string;
            /** @description What happened. */
            detail: string;
            /** @description What to do */
            hint: string;
            /** @description The input at fault; inside another one with a dot, as `client.id`. */
            field?: string;
            /**
             * @description The field that the value at fault belongs to by its looks; `client` where it holds id and secret. The value
             *     itself is never in an answer.
             * @enum {string}
             */
            belongs_to?: "personio_company_id" | "access_token" | "client" | "client.id" | "client.secret";
            /** @description The same call may succeed later without a change. */
            retryable: boolean;
            /** @description Seconds; also in the header. */
            retry_after?: number;
            /** @description For matched.io's support. */
            trace_id: string;
            /** @description Of `rules_invalid`; all that is wrong. */
            faults?: {
                /** @description Into the body, say `attributes[2].options.female`. */
                path: string;
                code: string;
                /** @description In the caller's language. */
                detail: string;
            }[];
            /** @description Of `rules_changed`; what is in force now. */
            rules?: components["schemas"]["RulesInForce"];
            /** @description Of `list-jobs` while Personio does not answer; the list as it was last read, if this instance has it. */
            last?: {
                /** @description Seconds since it was read. */
                age: number;
                list: components["schemas"]["JobList"];
            };
        };
        /**
         * @description The closed list; what each means stands in `x-codes`.
         * @enum {string}
         */
        ProblemCode: "not_found" | "method_not_allowed" | "media_type_unsupported" | "body_too_large" | "body_malformed" | "body_invalid" | "rules_invalid" | "rules_changed" | "detail_invalid" | "salary_implausible" | "query_invalid" | "not_signed_in" | "sign_in_invalid" | "role_too_low" | "company_not_found" | "too_many_requests" | "temporarily_unavailable" | "internal" | "careers_url_invalid" | "careers_url_not_personio" | "board_not_found" | "feed_switched_off" | "left_personio" | "feed_unreadable" | "personio_unreachable" | "personio_limited" | "company_id_not_a_number" | "token_missing" | "token_wrong_kind" | "credentials_missing" | "credentials_both" | "client_missing" | "client_wrong_kind" | "client_unknown" | "client_secret_wrong" | "client_refused" | "scope_write_missing" | "scope_read_missing" | "account_mismatch" | "channel_id_not_a_number" | "credentials_refused" | "recruiting_feature_off" | "public_api_off" | "not_connected" | "position_not_found" | "description_too_long" | "description_too_deep" | "job_too_large" | "language_not_offered" | "job_not_found" | "job_in_use" | "position_linked" | "match_not_found" | "match_not_successful" | "export_running" | "export_again_blocked" | "export_again_needed";
    };
    responses: {
        /** @description The connection. */
        Connection: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Connection"];
            };
        };
        /** @description What is in force, what there is to choose from, what Personio asked for. */
        Rules: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Rules"];
            };
        };
        /** @description The job ad. */
        JobAd: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["JobAd"];
            };
        };
        /** @description The export. */
        Export: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Export"];
            };
        };
        /** @description Whom to erase in Personio, too. */
        Erasures: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Erasures"];
            };
        };
        /** @description How far it came. */
        BackFill: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BackFill"];
            };
        };
        /** @description The body is no JSON, or did not arrive whole. */
        Malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No sign-in, or one that does not verify. */
        NotSignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The route needs an admin. */
        RoleTooLow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such company, or whatever the path or the body names; or it is somebody else's. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state. */
        Conflict: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description More than 65,536 bytes. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body needs `Content-Type` application/json. */
        WrongMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An input is missing, unknown, of the wrong type or not allowed; `field` names it. */
        DoesNotFit: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many calls in one minute. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An error that nobody foresaw; `trace_id` finds the log line. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Personio answered with what nobody can read. */
        Damaged: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Personio, or a system behind this function, does not answer. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description matched.io's id of the company. */
        company: components["schemas"]["Id"];
        /** @description matched.io's id of the job ad. */
        job: components["schemas"]["Id"];
        /** @description matched.io's id of the match. */
        match: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: {
        /** @description Seconds after which the same call may succeed. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    resolveBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resolve"];
            };
        };
        responses: {
            /** @description The board and some of its positions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            502: components["responses"]["Damaged"];
            503: components["responses"]["Unavailable"];
        };
    };
    showConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Connection"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    connectPersonio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Connect"];
            };
        };
        responses: {
            200: components["responses"]["Connection"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            502: components["responses"]["Damaged"];
            503: components["responses"]["Unavailable"];
        };
    };
    disconnectPersonio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Connection"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    settleConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Settle"];
            };
        };
        responses: {
            200: components["responses"]["Connection"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Connection"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Rules"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    saveRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveRules"];
            };
        };
        responses: {
            200: components["responses"]["Rules"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPositions: {
        parameters: {
            query?: {
                /** @description The language to ask the board for first; the connection's, if absent. */
                language?: components["schemas"]["Language"];
                /** @description Keeps positions that have this text in title, office or department. */
                q?: string;
            };
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Positions, and job ads whose position is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            502: components["responses"]["Damaged"];
            503: components["responses"]["Unavailable"];
        };
    };
    importPosition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Import"];
            };
        };
        responses: {
            200: components["responses"]["JobAd"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            502: components["responses"]["Damaged"];
            503: components["responses"]["Unavailable"];
        };
    };
    discardJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["JobAd"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    completeJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Complete"];
            };
        };
        responses: {
            200: components["responses"]["JobAd"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    answerChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangesAnswer"];
            };
        };
        responses: {
            200: components["responses"]["JobAd"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    linkJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkWish"];
            };
        };
        responses: {
            /** @description The job ad, and how many matches follow. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAd"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            502: components["responses"]["Damaged"];
            503: components["responses"]["Unavailable"];
        };
    };
    unlinkJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the job ad. */
                job: components["parameters"]["job"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["JobAd"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listExports: {
        parameters: {
            query?: {
                /** @description Only exports in this state. */
                state?: components["schemas"]["ExportState"];
                /** @description Only exports whose applicants stand there. */
                progress?: components["schemas"]["ApplicantStage"];
                /** @description The `next` of the page before; any other text is refused. */
                cursor?: components["schemas"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSummary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the match. */
                match: components["parameters"]["match"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportMatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the match. */
                match: components["parameters"]["match"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExportWish"];
            };
        };
        responses: {
            /** @description The export; with `preview`, the document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"] | components["schemas"]["Preview"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the match. */
                match: components["parameters"]["match"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listErasures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Erasures"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    acknowledgeErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
                /** @description matched.io's id of the match. */
                match: components["parameters"]["match"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Erasures"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showBackFill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["BackFill"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["DoesNotFit"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    backFill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description matched.io's id of the company. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["BackFill"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["RoleTooLow"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["DoesNotFit"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
