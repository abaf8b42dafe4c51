CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"release_id" text NOT NULL,
	"title" text NOT NULL,
	"bundle" jsonb NOT NULL,
	"stores" jsonb NOT NULL,
	"intent" text NOT NULL,
	"state" text NOT NULL,
	"position" bigint NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"fruitless" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"product_id" text,
	"upc" text DEFAULT '' NOT NULL,
	"store_states" jsonb NOT NULL,
	"failures" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"delivery_id" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_steps" (
	"delivery_id" text NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"result" text DEFAULT '' NOT NULL,
	"upload" jsonb,
	"failures" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"spent_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "delivery_steps_delivery_id_key_pk" PRIMARY KEY("delivery_id","key")
);
--> statement-breakpoint
CREATE TABLE "distributor_accounts" (
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"sealed" text NOT NULL,
	"state" text NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "distributor_accounts_user_id_provider_pk" PRIMARY KEY("user_id","provider")
);
--> statement-breakpoint
CREATE TABLE "reference_versions" (
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"version" integer NOT NULL,
	"lists" jsonb NOT NULL,
	"hash" text NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL,
	"is_current" boolean NOT NULL,
	CONSTRAINT "reference_versions_user_id_provider_version_pk" PRIMARY KEY("user_id","provider","version")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_events" ADD CONSTRAINT "delivery_events_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_steps" ADD CONSTRAINT "delivery_steps_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distributor_accounts" ADD CONSTRAINT "distributor_accounts_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_versions" ADD CONSTRAINT "reference_versions_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_user_release" ON "deliveries" USING btree ("user_id","provider","release_id");--> statement-breakpoint
CREATE INDEX "deliveries_queue" ON "deliveries" USING btree ("state","not_before","position");--> statement-breakpoint
CREATE INDEX "delivery_events_user" ON "delivery_events" USING btree ("user_id","id");