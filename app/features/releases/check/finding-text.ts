import type { AdviceCode } from '#contracts/release/advice-codes.ts';
import type { Finding } from '#contracts/release/finding.ts';
import type { RefusalCode } from '#contracts/release/refusal-codes.ts';
import { m } from '#i18n/paraglide/messages.js';

type Text = (details: never) => string;

/** Cause and cure of each code. Listed one by one, so that these texts are loaded with the check and with nothing else. */
const texts: Record<RefusalCode | AdviceCode, readonly [cause: Text, cure: Text]> = {
  ALL_VOLUMES_MUST_HAVE_AT_LEAST_ONE_ASSET: [
    m.preflight_all_volumes_must_have_at_least_one_asset_cause,
    m.preflight_all_volumes_must_have_at_least_one_asset_cure,
  ],
  ARTIST_IN_ASSET_MAY_NOT_BE_VARIOUS: [
    m.preflight_artist_in_asset_may_not_be_various_cause,
    m.preflight_artist_in_asset_may_not_be_various_cure,
  ],
  ARTIST_INVALID_IDENTIFIER: [m.preflight_artist_invalid_identifier_cause, m.preflight_artist_invalid_identifier_cure],
  ARTIST_IDENTIFIER_REQUIRED: [
    m.preflight_artist_identifier_required_cause,
    m.preflight_artist_identifier_required_cure,
  ],
  DSP_IDENTIFIER_REQUIRED: [m.preflight_dsp_identifier_required_cause, m.preflight_dsp_identifier_required_cure],
  ASSET_DURATION_SHORT: [m.preflight_asset_duration_short_cause, m.preflight_asset_duration_short_cure],
  ASSETS_PRODUCT_IS_NOT_MARKED_AS_EXPLICIT: [
    m.preflight_assets_product_is_not_marked_as_explicit_cause,
    m.preflight_assets_product_is_not_marked_as_explicit_cure,
  ],
  PRODUCT_MARKED_AS_EXPLICIT_BUT_NO_EXPLICIT_ASSETS: [
    m.preflight_product_marked_as_explicit_but_no_explicit_assets_cause,
    m.preflight_product_marked_as_explicit_but_no_explicit_assets_cure,
  ],
  CANNOT_HAVE_OVER_HALF_INSTANT_GRATIFICATION: [
    m.preflight_cannot_have_over_half_instant_gratification_cause,
    m.preflight_cannot_have_over_half_instant_gratification_cure,
  ],
  CANNOT_HAVE_PUBLISHING_HOUSE_WITH_COPYRIGHT_CONTROL: [
    m.preflight_cannot_have_publishing_house_with_copyright_control_cause,
    m.preflight_cannot_have_publishing_house_with_copyright_control_cure,
  ],
  MUST_HAVE_PUBLISHING_HOUSE_WITHOUT_COPYRIGHT_CONTROL: [
    m.preflight_must_have_publishing_house_without_copyright_control_cause,
    m.preflight_must_have_publishing_house_without_copyright_control_cure,
  ],
  CONTRIBUTOR_COMPOSER_REQUIRED: [
    m.preflight_contributor_composer_required_cause,
    m.preflight_contributor_composer_required_cure,
  ],
  CONTRIBUTOR_LYRICIST_REQUIRED: [
    m.preflight_contributor_lyricist_required_cause,
    m.preflight_contributor_lyricist_required_cure,
  ],
  CREDITED_PERFORMERS_REQUIRED: [
    m.preflight_credited_performers_required_cause,
    m.preflight_credited_performers_required_cure,
  ],
  CREDITED_PRODUCTION_AND_ENGINEERING_REQUIRED: [
    m.preflight_credited_production_and_engineering_required_cause,
    m.preflight_credited_production_and_engineering_required_cure,
  ],
  CREDITED_COMPOSITION_AND_LYRICS_REQUIRED: [
    m.preflight_credited_composition_and_lyrics_required_cause,
    m.preflight_credited_composition_and_lyrics_required_cure,
  ],
  PUBLISHERS_ARE_REQUIRED: [m.preflight_publishers_are_required_cause, m.preflight_publishers_are_required_cure],
  LYRICS_ARE_REQUIRED: [m.preflight_lyrics_are_required_cause, m.preflight_lyrics_are_required_cure],
  DATE_CANNOT_BE_IN_FUTURE: [m.preflight_date_cannot_be_in_future_cause, m.preflight_date_cannot_be_in_future_cure],
  INVALID_DATE: [m.preflight_invalid_date_cause, m.preflight_invalid_date_cure],
  RELEASE_DATE_REQUIRED: [m.preflight_release_date_required_cause, m.preflight_release_date_required_cure],
  ORIGINAL_RELEASE_SHOULD_BE_EQUAL_OR_BEFORE_CONSUMER_RELEASE_DATE: [
    m.preflight_original_release_should_be_equal_or_before_consumer_release_date_cause,
    m.preflight_original_release_should_be_equal_or_before_consumer_release_date_cure,
  ],
  PREORDERDATE_MUST_PRECEDE_RELEASEDATE: [
    m.preflight_preorderdate_must_precede_releasedate_cause,
    m.preflight_preorderdate_must_precede_releasedate_cure,
  ],
  PREVIEW_DATE_BEFORE_RELEASE_DATE: [
    m.preflight_preview_date_before_release_date_cause,
    m.preflight_preview_date_before_release_date_cure,
  ],
  STARTDATE_SHOULD_PRECEDE_ENDDATE: [
    m.preflight_startdate_should_precede_enddate_cause,
    m.preflight_startdate_should_precede_enddate_cure,
  ],
  TRACK_RELEASE_DATE_OUTSIDE_IGT_RANGE: [
    m.preflight_track_release_date_outside_igt_range_cause,
    m.preflight_track_release_date_outside_igt_range_cure,
  ],
  IGT_DOES_NOT_ALLOW_TERRITORY_RESTRICTIONS: [
    m.preflight_igt_does_not_allow_territory_restrictions_cause,
    m.preflight_igt_does_not_allow_territory_restrictions_cure,
  ],
  PREVIEW_SETTINGS_INVALID: [m.preflight_preview_settings_invalid_cause, m.preflight_preview_settings_invalid_cure],
  PRODUCT_MUST_NOT_HAVE_ONLY_PREORDER_ASSETS: [
    m.preflight_product_must_not_have_only_preorder_assets_cause,
    m.preflight_product_must_not_have_only_preorder_assets_cure,
  ],
  PRE_ORDER_ONLY_TRACKS_MUST_BE_AT_THE_END_OF_TRACK_LIST: [
    m.preflight_pre_order_only_tracks_must_be_at_the_end_of_track_list_cause,
    m.preflight_pre_order_only_tracks_must_be_at_the_end_of_track_list_cure,
  ],
  TERRITORIES_MISSING: [m.preflight_territories_missing_cause, m.preflight_territories_missing_cure],
  INVALID_TERRITORY: [m.preflight_invalid_territory_cause, m.preflight_invalid_territory_cure],
  MUST_NOT_INCLUDE_WORLD: [m.preflight_must_not_include_world_cause, m.preflight_must_not_include_world_cure],
  UPC_CODE_WRONG: [m.preflight_upc_code_wrong_cause, m.preflight_upc_code_wrong_cure],
  UPC_AND_ISRC_ARE_BOTH_MISSING: [
    m.preflight_upc_and_isrc_are_both_missing_cause,
    m.preflight_upc_and_isrc_are_both_missing_cure,
  ],
  DUPLICATE_ISRC_CODE_WITHIN_SAME_ASSET: [
    m.preflight_duplicate_isrc_code_within_same_asset_cause,
    m.preflight_duplicate_isrc_code_within_same_asset_cure,
  ],
  MUST_HAVE_TRACK: [m.preflight_must_have_track_cause, m.preflight_must_have_track_cure],
  INVALID_VOLUME: [m.preflight_invalid_volume_cause, m.preflight_invalid_volume_cure],
  EXCEEDING_MAXIMUM_PERCENTAGE: [
    m.preflight_exceeding_maximum_percentage_cause,
    m.preflight_exceeding_maximum_percentage_cure,
  ],
  INCOMPLETE_WORK_ON_PRODUCT: [
    m.preflight_incomplete_work_on_product_cause,
    m.preflight_incomplete_work_on_product_cure,
  ],
  FIELD_REQUIRED: [m.preflight_field_required_cause, m.preflight_field_required_cure],
  FIELD_TOO_LONG: [m.preflight_field_too_long_cause, m.preflight_field_too_long_cure],
  FIELD_UNIQUE: [m.preflight_field_unique_cause, m.preflight_field_unique_cure],
  FIELD_VALUE_NOT_IN_LIST: [m.preflight_field_value_not_in_list_cause, m.preflight_field_value_not_in_list_cure],
  FIELD_VALUE_NOT_IN_RANGE: [m.preflight_field_value_not_in_range_cause, m.preflight_field_value_not_in_range_cure],
  NOT_BLANK: [m.preflight_not_blank_cause, m.preflight_not_blank_cure],
  INVALID_STRING: [m.preflight_invalid_string_cause, m.preflight_invalid_string_cure],
  LOCALIZATION_DISALLOWED_CHARACTERS: [
    m.preflight_localization_disallowed_characters_cause,
    m.preflight_localization_disallowed_characters_cure,
  ],
  FIELDS_MIXED_EMPTY_AND_NON_EMPTY: [
    m.preflight_fields_mixed_empty_and_non_empty_cause,
    m.preflight_fields_mixed_empty_and_non_empty_cure,
  ],
  TRANSLATION_REQUIRED: [m.preflight_translation_required_cause, m.preflight_translation_required_cure],
  DUPLICATE_UPC_CODE: [m.preflight_duplicate_upc_code_cause, m.preflight_duplicate_upc_code_cure],
  DUPLICATE_ISRC_CODE: [m.preflight_duplicate_isrc_code_cause, m.preflight_duplicate_isrc_code_cure],
  DUPLICATE_AUDIOPRODUCT: [m.preflight_duplicate_audioproduct_cause, m.preflight_duplicate_audioproduct_cure],
  CONSTRAINT_VIOLATION_PRODUCT: [
    m.preflight_constraint_violation_product_cause,
    m.preflight_constraint_violation_product_cure,
  ],
  DUPLICATE_ARTIST_NAME: [m.preflight_duplicate_artist_name_cause, m.preflight_duplicate_artist_name_cure],
  SIMILAR_ARTIST_NAME: [m.preflight_similar_artist_name_cause, m.preflight_similar_artist_name_cure],
  MULTIPLE_ARTISTS_FOUND: [m.preflight_multiple_artists_found_cause, m.preflight_multiple_artists_found_cure],
  DUPLICATE_PERSON_NAME: [m.preflight_duplicate_person_name_cause, m.preflight_duplicate_person_name_cure],
  DUPLICATE_LABEL_NAME: [m.preflight_duplicate_label_name_cause, m.preflight_duplicate_label_name_cure],
  DUPLICATE_PUBLISHINGHOUSE_NAME: [
    m.preflight_duplicate_publishinghouse_name_cause,
    m.preflight_duplicate_publishinghouse_name_cure,
  ],
  DUPLICATE_CONTRIBUTOR: [m.preflight_duplicate_contributor_cause, m.preflight_duplicate_contributor_cure],
  DUPLICATE_PUBLISHER: [m.preflight_duplicate_publisher_cause, m.preflight_duplicate_publisher_cure],
  DUPLICATE_RECORDING: [m.preflight_duplicate_recording_cause, m.preflight_duplicate_recording_cure],
  LABEL_NOT_FOUND: [m.preflight_label_not_found_cause, m.preflight_label_not_found_cure],
  GENRE_NOT_FOUND: [m.preflight_genre_not_found_cause, m.preflight_genre_not_found_cure],
  ARTIST_NOT_FOUND: [m.preflight_artist_not_found_cause, m.preflight_artist_not_found_cure],
  ORIGINAL_ENCODING_DOLBY_ISRC_NOT_UNIQUE: [
    m.preflight_original_encoding_dolby_isrc_not_unique_cause,
    m.preflight_original_encoding_dolby_isrc_not_unique_cure,
  ],
  FILE_DURATION_NOT_SAME: [m.preflight_file_duration_not_same_cause, m.preflight_file_duration_not_same_cure],
  CANNOT_UPDATE_BARCODE: [m.preflight_cannot_update_barcode_cause, m.preflight_cannot_update_barcode_cure],
  CANNOT_UPDATE_ISRC: [m.preflight_cannot_update_isrc_cause, m.preflight_cannot_update_isrc_cure],
  CANNOT_DELETE_TRACK_FROM_DELIVERED_PRODUCT: [
    m.preflight_cannot_delete_track_from_delivered_product_cause,
    m.preflight_cannot_delete_track_from_delivered_product_cure,
  ],
  CANNOT_DETACH_ASSET_FROM_PRODUCT_IN_USE: [
    m.preflight_cannot_detach_asset_from_product_in_use_cause,
    m.preflight_cannot_detach_asset_from_product_in_use_cure,
  ],
  CANNOT_ATTACH_ASSET_TO_PRODUCT_IN_USE: [
    m.preflight_cannot_attach_asset_to_product_in_use_cause,
    m.preflight_cannot_attach_asset_to_product_in_use_cure,
  ],
  UPDATE_TRACK_ORDER_NOT_ALLOWED: [
    m.preflight_update_track_order_not_allowed_cause,
    m.preflight_update_track_order_not_allowed_cure,
  ],
  CANNOT_DELIVER_UNPUBLISHED_PRODUCT: [
    m.preflight_cannot_deliver_unpublished_product_cause,
    m.preflight_cannot_deliver_unpublished_product_cure,
  ],
  CANNOT_TAKEDOWN_PRODUCT: [m.preflight_cannot_takedown_product_cause, m.preflight_cannot_takedown_product_cure],
  DOWNSTREAM_PRODUCT_NOT_YET_DELIVERED: [
    m.preflight_downstream_product_not_yet_delivered_cause,
    m.preflight_downstream_product_not_yet_delivered_cure,
  ],
  CANNOT_REDELIVER: [m.preflight_cannot_redeliver_cause, m.preflight_cannot_redeliver_cure],
  CANNOT_UPDATE_DELIVERED_ASSET_VOLUME_NUMBER: [
    m.preflight_cannot_update_delivered_asset_volume_number_cause,
    m.preflight_cannot_update_delivered_asset_volume_number_cure,
  ],
  CANNOT_UPDATE_DELIVERED_PRODUCT_N_VOLUMES: [
    m.preflight_cannot_update_delivered_product_n_volumes_cause,
    m.preflight_cannot_update_delivered_product_n_volumes_cure,
  ],
  CANNOT_SET_PREORDER_ONLY_ON_PUBLISHED_PRODUCT: [
    m.preflight_cannot_set_preorder_only_on_published_product_cause,
    m.preflight_cannot_set_preorder_only_on_published_product_cure,
  ],
  CANNOT_REMOVE_FILE_FOR_PUBLISHED_PRODUCT: [
    m.preflight_cannot_remove_file_for_published_product_cause,
    m.preflight_cannot_remove_file_for_published_product_cure,
  ],
  EXISTING_DELIVERY_IS_PROCESSING_OR_FETCHED: [
    m.preflight_existing_delivery_is_processing_or_fetched_cause,
    m.preflight_existing_delivery_is_processing_or_fetched_cure,
  ],
  PRODUCT_ALREADY_HAS_UPC: [m.preflight_product_already_has_upc_cause, m.preflight_product_already_has_upc_cure],
  ENTITY_ALREADY_HAS_ISRC: [m.preflight_entity_already_has_isrc_cause, m.preflight_entity_already_has_isrc_cure],
  AUDIO_BIT_DEPTH_INVALID: [m.preflight_audio_bit_depth_invalid_cause, m.preflight_audio_bit_depth_invalid_cure],
  AUDIO_CHANNEL_INVALID: [m.preflight_audio_channel_invalid_cause, m.preflight_audio_channel_invalid_cure],
  AUDIO_DURATION_IS_ZERO: [m.preflight_audio_duration_is_zero_cause, m.preflight_audio_duration_is_zero_cure],
  AUDIO_FLOATING_POINT_WAV: [m.preflight_audio_floating_point_wav_cause, m.preflight_audio_floating_point_wav_cure],
  AUDIO_INVALID_CODEC: [m.preflight_audio_invalid_codec_cause, m.preflight_audio_invalid_codec_cure],
  AUDIO_INVALID_FLAC_FILE: [m.preflight_audio_invalid_flac_file_cause, m.preflight_audio_invalid_flac_file_cure],
  AUDIO_SAMPLING_RATE_INVALID: [
    m.preflight_audio_sampling_rate_invalid_cause,
    m.preflight_audio_sampling_rate_invalid_cure,
  ],
  AUDIO_UPLOADED_IS_A_VIDEO: [m.preflight_audio_uploaded_is_a_video_cause, m.preflight_audio_uploaded_is_a_video_cure],
  CHECKSUM_ZERO_BYTE_ERROR: [m.preflight_checksum_zero_byte_error_cause, m.preflight_checksum_zero_byte_error_cure],
  UPLOAD_FILE_HAS_ZERO_BYTES: [
    m.preflight_upload_file_has_zero_bytes_cause,
    m.preflight_upload_file_has_zero_bytes_cure,
  ],
  INVALID_OR_CORRUPT_FILE_UPLOADED: [
    m.preflight_invalid_or_corrupt_file_uploaded_cause,
    m.preflight_invalid_or_corrupt_file_uploaded_cure,
  ],
  AUDIO_FILE_CORRUPT: [m.preflight_audio_file_corrupt_cause, m.preflight_audio_file_corrupt_cure],
  IMAGE_CORRUPTED_ERROR: [m.preflight_image_corrupted_error_cause, m.preflight_image_corrupted_error_cure],
  IMAGE_CHUNK_DATA_TOO_LARGE: [
    m.preflight_image_chunk_data_too_large_cause,
    m.preflight_image_chunk_data_too_large_cure,
  ],
  IMAGE_INVALID_MIME_TYPE_ERROR: [
    m.preflight_image_invalid_mime_type_error_cause,
    m.preflight_image_invalid_mime_type_error_cure,
  ],
  IMAGE_COVER_ART_BELOW_MINIMUM_DIMENSIONS: [
    m.preflight_image_cover_art_below_minimum_dimensions_cause,
    m.preflight_image_cover_art_below_minimum_dimensions_cure,
  ],
  IMAGE_COVER_ART_ABOVE_MAXIMUM_DIMENSIONS: [
    m.preflight_image_cover_art_above_maximum_dimensions_cause,
    m.preflight_image_cover_art_above_maximum_dimensions_cure,
  ],
  IMAGE_COVER_ART_HEIGHT_BELOW_MINIMUM_DIMENSIONS: [
    m.preflight_image_cover_art_height_below_minimum_dimensions_cause,
    m.preflight_image_cover_art_height_below_minimum_dimensions_cure,
  ],
  IMAGE_COVER_ART_WIDTH_BELOW_MINIMUM_DIMENSIONS: [
    m.preflight_image_cover_art_width_below_minimum_dimensions_cause,
    m.preflight_image_cover_art_width_below_minimum_dimensions_cure,
  ],
  IMAGE_COVER_ART_HEIGHT_ABOVE_MAXIMUM_DIMENSIONS: [
    m.preflight_image_cover_art_height_above_maximum_dimensions_cause,
    m.preflight_image_cover_art_height_above_maximum_dimensions_cure,
  ],
  IMAGE_COVER_ART_WIDTH_ABOVE_MAXIMUM_DIMENSIONS: [
    m.preflight_image_cover_art_width_above_maximum_dimensions_cause,
    m.preflight_image_cover_art_width_above_maximum_dimensions_cure,
  ],
  INVALID_DIMENSIONS: [m.preflight_invalid_dimensions_cause, m.preflight_invalid_dimensions_cure],
  UPLOAD_CHECKSUM_DOES_NOT_MATCH: [
    m.preflight_upload_checksum_does_not_match_cause,
    m.preflight_upload_checksum_does_not_match_cure,
  ],
  ATTACHMENT_INVALID_FILE_TYPE: [
    m.preflight_attachment_invalid_file_type_cause,
    m.preflight_attachment_invalid_file_type_cure,
  ],
  WAV_EXTENSIBLE: [m.preflight_wav_extensible_cause, m.preflight_wav_extensible_cure],
  WAV_CHUNKS_AFTER_DATA: [m.preflight_wav_chunks_after_data_cause, m.preflight_wav_chunks_after_data_cure],
  WAV_SIZES_WRONG: [m.preflight_wav_sizes_wrong_cause, m.preflight_wav_sizes_wrong_cure],
  WAV_TRUNCATED: [m.preflight_wav_truncated_cause, m.preflight_wav_truncated_cure],
  EXTENSION_DOES_NOT_MATCH: [m.preflight_extension_does_not_match_cause, m.preflight_extension_does_not_match_cure],
  CLIPPING: [m.preflight_clipping_cause, m.preflight_clipping_cure],
  TRUE_PEAK_HIGH: [m.preflight_true_peak_high_cause, m.preflight_true_peak_high_cure],
  LOUDNESS_FAR_FROM_STORES: [m.preflight_loudness_far_from_stores_cause, m.preflight_loudness_far_from_stores_cure],
  HEAD_SILENCE_LONG: [m.preflight_head_silence_long_cause, m.preflight_head_silence_long_cure],
  TAIL_SILENCE_LONG: [m.preflight_tail_silence_long_cause, m.preflight_tail_silence_long_cure],
  DROP_OUTS: [m.preflight_drop_outs_cause, m.preflight_drop_outs_cure],
  DC_OFFSET: [m.preflight_dc_offset_cause, m.preflight_dc_offset_cure],
  MONO_AS_STEREO: [m.preflight_mono_as_stereo_cause, m.preflight_mono_as_stereo_cure],
  DEAD_CHANNEL: [m.preflight_dead_channel_cause, m.preflight_dead_channel_cure],
  POLARITY_INVERTED: [m.preflight_polarity_inverted_cause, m.preflight_polarity_inverted_cure],
  PADDED_BITS: [m.preflight_padded_bits_cause, m.preflight_padded_bits_cure],
  UPSAMPLED: [m.preflight_upsampled_cause, m.preflight_upsampled_cure],
  LOSSY_SOURCE: [m.preflight_lossy_source_cause, m.preflight_lossy_source_cure],
  MIXED_SAMPLE_RATES: [m.preflight_mixed_sample_rates_cause, m.preflight_mixed_sample_rates_cure],
  MIXED_BIT_DEPTHS: [m.preflight_mixed_bit_depths_cause, m.preflight_mixed_bit_depths_cure],
  COVER_NOT_SQUARE: [m.preflight_cover_not_square_cause, m.preflight_cover_not_square_cure],
  COVER_BELOW_3000: [m.preflight_cover_below_3000_cause, m.preflight_cover_below_3000_cure],
  COVER_NOT_RGB: [m.preflight_cover_not_rgb_cause, m.preflight_cover_not_rgb_cure],
  COVER_BLURRED: [m.preflight_cover_blurred_cause, m.preflight_cover_blurred_cure],
  COVER_UPSCALED: [m.preflight_cover_upscaled_cause, m.preflight_cover_upscaled_cure],
  COVER_BORDER: [m.preflight_cover_border_cause, m.preflight_cover_border_cure],
  TITLE_CASE: [m.preflight_title_case_cause, m.preflight_title_case_cure],
  TITLE_HAS_FEATURING: [m.preflight_title_has_featuring_cause, m.preflight_title_has_featuring_cure],
  TITLE_HAS_ARTIST: [m.preflight_title_has_artist_cause, m.preflight_title_has_artist_cure],
  TITLE_HAS_PROMOTION: [m.preflight_title_has_promotion_cause, m.preflight_title_has_promotion_cure],
  ARTIST_FIELD_HAS_SEVERAL: [m.preflight_artist_field_has_several_cause, m.preflight_artist_field_has_several_cure],
  LEAD_TIME_SHORT: [m.preflight_lead_time_short_cause, m.preflight_lead_time_short_cure],
  SPLITS_NOT_WHOLE: [m.preflight_splits_not_whole_cause, m.preflight_splits_not_whole_cure],
  AI_NOT_DISCLOSED: [m.preflight_ai_not_disclosed_cause, m.preflight_ai_not_disclosed_cure],
  COMPILATION_LIKELY: [m.preflight_compilation_likely_cause, m.preflight_compilation_likely_cure],
  ISNI_WRONG: [m.preflight_isni_wrong_cause, m.preflight_isni_wrong_cure],
  IPI_WRONG: [m.preflight_ipi_wrong_cause, m.preflight_ipi_wrong_cure],
  ISWC_WRONG: [m.preflight_iswc_wrong_cause, m.preflight_iswc_wrong_cure],
};

/** What was found and what can be done about it, in the reader's language. */
export function findingText({ code, details }: Finding): { cause: string; cure: string } {
  const [cause, cure] = texts[code];
  const named = { ...details };
  // „“ says nothing.
  for (const name of ['title', 'release'] as const) if (named[name] === '') named[name] = m.releases_untitled();
  return { cause: cause(named as never), cure: cure(named as never) };
}
